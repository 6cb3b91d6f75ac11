import HTTPTypes
import HummingbirdTesting
import NIOCore
import StrictJSON
import TestSupport
import Testing

@testable import CadastreHTTP

@Suite("Properties, rooms, types and cities over HTTP") struct ResourceTests {
    @Test("A property is made, read, replaced, patched and removed")
    func property() async throws {
        try await ServedRegister.with { served in
            let made = try await served.send(
                .post, "/v1/properties", as: .ada,
                json: #"{"name":"Échoppe","type":"house","city":"Bordeaux","rooms":[{"name":"K","kind":"kitchen"}]}"#)
            #expect(made.status == .created)
            let path = made.header(.location)
            let id = try #require(try made.member("id")?.string)
            #expect(path == "/v1/properties/" + id)
            #expect(made.header(.cacheControl) == "no-cache")

            let read = try await served.send(.get, path)
            #expect(read.body == made.body)
            #expect(read.header(.eTag) == made.header(.eTag))
            #expect(read.header(.contentLength) == String(read.text.utf8.count))
            #expect(read.header(.contentType) == "application/json")
            #expect(read.header(.cacheControl) == "no-cache")

            // What was read can be edited and sent back.
            let edited = read.text.replacing("Échoppe", with: "Maison")
            let replaced = try await served.send(.put, path, as: .ada, json: edited, [.ifMatch: read.header(.eTag)])
            #expect(replaced.status == .ok)
            #expect(try replaced.member("name") == "Maison")
            #expect(try replaced.member("version") == 2)
            let patched = try await served.send(
                .patch, path, as: .ada, json: #"{"city":"Pau"}"#, [.contentType: "application/merge-patch+json"])
            #expect(try patched.member("city") == "Pau")
            #expect(try patched.member("name") == "Maison")

            let removed = try await served.send(.delete, path, as: .ada)
            #expect(removed.status == .noContent)
            #expect(removed.body.readableBytes == 0)
            let again = try await served.send(.delete, path, as: .ada)
            #expect(again.status == .notFound)
        }
    }

    @Test("A room is made, read, replaced, patched and removed, and raises its property's tag")
    func room() async throws {
        try await ServedRegister.with { served in
            let property = try await served.makeProperty()
            let made = try await served.send(
                .post, property + "/rooms", as: .ada, json: #"{"name":"Kitchen","kind":"kitchen","area":12.5}"#)
            #expect(made.status == .created)
            let path = made.header(.location)
            #expect(path.hasPrefix(property + "/rooms/"))
            let whole = try await served.send(.get, property)
            #expect(made.header(.eTag) == whole.header(.eTag))
            let read = try await served.send(.get, path)
            #expect(read.body == made.body)
            let list = try await served.send(.get, property + "/rooms")
            #expect(list.text == #"{"items":[\#(read.text)]}"#)
            #expect(list.header(.eTag) == whole.header(.eTag))

            let replaced = try await served.send(.put, path, as: .ada, json: #"{"name":"Bath","kind":"bath"}"#)
            #expect(try replaced.member("area") == nil)
            let patched = try await served.send(.patch, path, as: .ada, json: #"{"features":{"tub":true}}"#)
            #expect(try patched.member("features")?["tub"] == true)
            #expect(patched.header(.eTag) != replaced.header(.eTag))
            let removed = try await served.send(.delete, path, as: .ada)
            #expect(removed.status == .noContent)
            let missing = try await served.send(.get, path)
            #expect(missing.status == .notFound)
        }
    }

    @Test("A type is made and relabelled by an admin, and an id in a path may be percent-encoded")
    func type() async throws {
        try await ServedRegister.with { served in
            let made = try await served.send(.put, "/v1/types/tree-house", as: .admin, json: #"{"label":"Tree house"}"#)
            #expect(made.status == .created)
            #expect(made.header(.location) == "/v1/types/tree-house")
            let changed = try await served.send(.put, "/v1/types/tree-house", as: .admin, json: #"{"label":"Hut"}"#)
            #expect(changed.status == .ok)
            #expect(changed.header(.location).isEmpty)
            let read = try await served.send(.get, "/v1/types/%74ree%2Dhouse")
            #expect(read.text == #"{"id":"tree-house","label":"Hut"}"#)
            let list = try await served.send(.get, "/v1/types")
            #expect(try list.member("items")?.array?.count == 11)
            for path in ["/v1/types/%", "/v1/types/%ff", "/v1/types/tree%2Fhouse", "/v1/types/tree-house%00"] {
                let answer = try await served.send(.get, path)
                #expect(answer.status == .notFound, "\(path)")
            }
        }
    }

    @Test("The links of a list lead through all of it", arguments: ["newest", "oldest"])
    func pages(_ order: String) async throws {
        try await ServedRegister.with { served in
            for number in 0..<5 {
                _ = try await served.makeProperty(#"{"name":"\#(number)","type":"house","city":"Saint-Émilion"}"#)
            }
            _ = try await served.makeProperty()
            var names: [String] = []
            var path = "/v1/properties?city=saint+emilion&order=\(order)&limit=2&type=house"
            while true {
                let page = try await served.send(.get, path)
                #expect(page.status == .ok)
                names += try page.member("items")?.array?.compactMap { $0["name"]?.string } ?? []
                let link = page.header(.link)
                guard let next = try page.member("next")?.string else {
                    #expect(link.isEmpty)
                    break
                }
                #expect(link.hasPrefix("</v1/properties?city=saint%20emilion&order=\(order)&limit=2&type=house&after="))
                #expect(link.hasSuffix("\(next)>; rel=\"next\""))
                path = String(link.dropFirst().prefix { $0 != ">" })
            }
            let ages = ["0", "1", "2", "3", "4"]
            #expect(names == (order == "oldest" ? ages : ages.reversed()))
        }
    }

    @Test("Cities are listed and counted")
    func cities() async throws {
        try await ServedRegister.with { served in
            for city in ["Bordeaux", "Bègles", "bordeaux"] {
                _ = try await served.makeProperty(#"{"name":"N","type":"house","city":"\#(city)"}"#)
            }
            let all = try await served.send(.get, "/v1/cities?limit=1")
            #expect(try all.member("items") == [["city": "Bègles", "count": 1]])
            #expect(all.header(.link).hasPrefix("</v1/cities?limit=1&after="))
            let ranked = try await served.send(.get, "/v1/cities?prefix=B&order=count")
            #expect(try ranked.member("items")?.array?.first == ["city": "bordeaux", "count": 2])
        }
    }

    @Test(
        "A query that makes no sense is malformed",
        arguments: [
            "/v1/properties?limit=0", "/v1/properties?limit=101", "/v1/properties?limit=x", "/v1/properties?order=up",
            "/v1/properties?after=x", "/v1/properties?owner=x", "/v1/properties?colour=red",
            "/v1/properties?limit=1&limit=1", "/v1/properties?city=%ff", "/v1/types?a",
            "/v1/cities?prefix=b&order=count&after=x", "/healthz?a=1", "/openapi.json?a=1", "/docs?a=1", "/metrics?a=1",
        ])
    func malformedQuery(_ path: String) async throws {
        try await ServedRegister.serve(TemporaryRegister(), isEmpty: true) { served in
            let answer = try await served.send(.get, path)
            #expect(answer.status == .badRequest)
            #expect(try answer.member("type") == "urn:cadastre:problem:malformed")
        }
    }
}

import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import CadastreHTTP

@Suite("Conditional requests") struct ConditionalRequestTests {
    /// What a client may send for the tag that it knows.
    private static func forms(of tag: String) -> [(value: String, isStrong: Bool)] {
        let gzipped = EntityTag.gzipped(tag)
        return [
            (tag, true), (gzipped, true), ("*", true), ("\"other\", \(tag)", true), ("\(gzipped) , \"other\"", true),
            ("W/\(tag)", false), ("W/\(gzipped)", false), ("\"other\", W/\(tag)", false),
        ]
    }

    /// Where there are tags, and who may ask.
    private static func tagged(_ served: ServedRegister) async throws -> [String] {
        let property = try await served.makeProperty()
        let room = try await served.send(.post, property + "/rooms", as: .ada, json: #"{"name":"K","kind":"k"}"#)
        return [property, property + "/rooms", room.header(.location), "/v1/users/me"]
    }

    @Test("If-None-Match saves the content of what the client has, in any form of its tag")
    func ifNoneMatch() async throws {
        try await ServedRegister.with { served in
            for path in try await Self.tagged(served) {
                let whole = try await served.send(.get, path, as: .ada)
                let tag = whole.header(.eTag)
                #expect(tag.wholeMatch(of: /"\d+-[0-9a-z]+"/) != nil, "\(path)")
                for (value, _) in Self.forms(of: tag) {
                    for method in [HTTPRequest.Method.get, .head] {
                        let known = try await served.send(method, path, as: .ada, [.ifNoneMatch: value])
                        #expect(known.status == .notModified, "\(path) \(value)")
                        #expect(known.header(.eTag) == tag, "\(path) \(value)")
                        #expect(known.header(.cacheControl) == whole.header(.cacheControl), "\(path)")
                        #expect(known.header(.vary) == "Accept-Encoding", "\(path)")
                        #expect(known.body.readableBytes == 0, "\(path)")
                    }
                }
                for value in ["\"other\"", "W/\"other\"", tag.replacing("\"", with: ""), "\"1-0\", \"2-0\""] {
                    let answer = try await served.send(.get, path, as: .ada, [.ifNoneMatch: value])
                    #expect(answer.status == .ok, "\(path) \(value)")
                }
            }
        }
    }

    @Test("If-Match lets a change happen to what the client has seen, and to nothing else")
    func ifMatch() async throws {
        try await ServedRegister.with { served in
            for path in try await Self.tagged(served) where !path.hasSuffix("/rooms") {
                let field = path == "/v1/users/me" ? "lastName" : "name"
                for index in 0..<8 {
                    let tag = try await served.send(.get, path, as: .ada).header(.eTag)
                    let (value, isStrong) = Self.forms(of: tag)[index]
                    let json = #"{"\#(field)":"\#(index)"}"#
                    let answer = try await served.send(.patch, path, as: .ada, json: json, [.ifMatch: value])
                    #expect(answer.status == (isStrong ? .ok : .preconditionFailed), "\(path) \(value)")
                    let new = try await served.send(.get, path, as: .ada).header(.eTag)
                    #expect((new != tag) == isStrong, "\(path) \(value)")
                    if isStrong { #expect(answer.header(.eTag) == new, "\(path) \(value)") }
                    let late = try await served.send(.patch, path, as: .ada, json: json, [.ifMatch: "\"1-0\""])
                    #expect(late.status == .preconditionFailed, "\(path)")
                }
            }
        }
    }

    @Test("Every call that changes a property asks for its tag where one is given")
    func everyChange() async throws {
        try await ServedRegister.with { served in
            let property = try await served.makeProperty()
            let room = try await served.send(.post, property + "/rooms", as: .ada, json: #"{"name":"K","kind":"k"}"#)
            let roomPath = room.header(.location)
            let (home, space) = (#"{"name":"N","type":"house","city":"Pau"}"#, #"{"name":"N","kind":"k"}"#)
            let changes: [(HTTPRequest.Method, String, String?)] = [
                (.put, property, home), (.patch, property, "{}"), (.delete, property, nil),
                (.post, property + "/rooms", space), (.put, roomPath, space), (.patch, roomPath, "{}"),
                (.delete, roomPath, nil), (.delete, "/v1/users/me", nil),
            ]
            for (method, path, json) in changes {
                let answer = try await served.send(method, path, as: .ada, json: json, [.ifMatch: "\"1-0\""])
                #expect(answer.status == .preconditionFailed, "\(method) \(path)")
            }
        }
    }

    @Test("What is gzipped has the tag of that form, and so has the answer that saves it")
    func gzippedTag() async throws {
        try await ServedRegister.with { served in
            let long = String(repeating: "words and words ", count: 100)
            let property = try await served.makeProperty(
                #"{"name":"Long","type":"house","city":"Pau","description":"\#(long)"}"#)
            let plain = try await served.send(.get, property)
            let gzipped = try await served.send(.get, property, [.acceptEncoding: "gzip"])
            #expect(gzipped.header(.contentEncoding) == "gzip")
            #expect(gzipped.header(.eTag) == EntityTag.gzipped(plain.header(.eTag)))
            let saved = try await served.send(
                .get, property, [.acceptEncoding: "gzip", .ifNoneMatch: plain.header(.eTag)])
            #expect(saved.status == .notModified)
            #expect(saved.header(.eTag) == gzipped.header(.eTag))
            // A short one is not gzipped, whatever the client accepts.
            let short = try await served.makeProperty()
            let tag = try await served.send(.get, short).header(.eTag)
            let shortSaved = try await served.send(.get, short, [.acceptEncoding: "gzip", .ifNoneMatch: "*"])
            #expect(shortSaved.header(.eTag) == tag)
        }
    }
}

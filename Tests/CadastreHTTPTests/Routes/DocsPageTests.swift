import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import CadastreHTTP

@Suite("The documentation page") struct DocsPageTests {
    @Test("Each of its files is served, compressed or not, and may load nothing from elsewhere")
    func files() async throws {
        try await ServedRegister.with { served in
            for path in Asset.all.keys {
                let plain = try await served.send(.get, path)
                let gzipped = try await served.send(.get, path, [.acceptEncoding: "gzip"])
                #expect(plain.status == .ok)
                #expect(plain.header(.contentEncoding).isEmpty)
                #expect(gzipped.header(.contentEncoding) == "gzip")
                #expect(try Gunzip.inflate(gzipped.body) == plain.body, "\(path)")
                #expect(gzipped.header(.eTag) == EntityTag.gzipped(plain.header(.eTag)))
                for answer in [plain, gzipped] {
                    #expect(answer.header(.contentSecurityPolicy).hasPrefix("default-src 'none'; script-src 'self';"))
                    #expect(answer.header(.xContentTypeOptions) == "nosniff")
                }
                let known = try await served.send(.get, path, [.ifNoneMatch: plain.header(.eTag)])
                #expect(known.status == .notModified)
                #expect(known.header(.eTag) == plain.header(.eTag))
            }
        }
    }

    @Test("The page is HTML, and what is not its file is not found")
    func page() async throws {
        try await ServedRegister.with { served in
            let page = try await served.send(.get, "/docs")
            #expect(page.header(.contentType) == "text/html; charset=utf-8")
            #expect(page.text.hasPrefix("<!DOCTYPE html>"))
            let missing = try await served.send(.get, "/docs/..%2fetc%2fpasswd")
            #expect(missing.status == .notFound)
            let unwanted = try await served.send(.get, "/docs/docs.css", [.accept: "text/html"])
            #expect(unwanted.status == .notAcceptable)
        }
    }

    @Test("It can be switched off; the document stays")
    func off() async throws {
        var configuration = ServerConfiguration()
        configuration.servesDocs = false
        try await ServedRegister.with(configuration) { served in
            for (path, status) in [("/docs", 404), ("/docs/docs.css", 404), ("/openapi.json", 200)] {
                let answer = try await served.send(.get, path)
                #expect(answer.status.code == status, "\(path)")
            }
        }
    }
}

import Testing

@testable import CadastreHTTP

@Suite("The type of a body") struct ContentTypeTests {
    @Test(
        "JSON in UTF-8 is read, and nothing else",
        arguments: [
            ("application/json", true), ("Application/JSON", true), ("application/json; charset=utf-8", true),
            ("application/json;charset=\"UTF-8\"", true), ("application/json ; profile=x", true),
            ("application/json; charset=latin-1", false), ("application/json; charset=utf-16", false),
            ("application/merge-patch+json", false), ("text/json", false), ("application/jsonx", false), ("", false),
            (";", false), ("application/x-www-form-urlencoded", false), ("multipart/form-data; boundary=a", false),
        ])
    func json(_ value: String, _ isReadable: Bool) {
        #expect(ContentType(value).isReadable(as: .json) == isReadable)
    }
}

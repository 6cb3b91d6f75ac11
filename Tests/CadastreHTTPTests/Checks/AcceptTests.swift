import Testing

@testable import CadastreHTTP

@Suite("What a client accepts") struct AcceptTests {
    @Test(
        "An answer is sent where a range of Accept takes it in, the most precise one deciding",
        arguments: [
            ("application/json", true), ("APPLICATION/JSON", true), ("application/*", true), ("*/*", true),
            ("text/html, application/json", true), ("text/html,*/*;q=0.1", true), ("application/json;q=0.5", true),
            ("application/json; charset=utf-8", true), ("text/html;q=1, application/json;q=0.001", true),
            ("text/html", false), ("text/*", false), ("application/xml", false), ("application/problem+json", false),
            ("application/json;q=0", false), ("application/json; q=0.000", false), ("*/*;q=0", false),
            ("application/json;q=0, */*", false), ("application/*;q=0, */*;q=1", false),
            ("*/*;q=0, application/json", true), ("application/*;q=0, application/json", true),
            // What can't be read says nothing.
            ("", true), ("json", true), ("/", true), ("json, text/html", false),
        ])
    func ranges(_ value: String, _ isAllowed: Bool) {
        #expect(Accept(value).allows(.json) == isAllowed)
    }
}

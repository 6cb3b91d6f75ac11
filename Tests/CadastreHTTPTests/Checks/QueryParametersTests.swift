import Cadastre
import Testing

@testable import CadastreHTTP

@Suite("The parameters of a query") struct QueryParametersTests {
    @Test(
        "Names and values are decoded as browsers encode them",
        arguments: [
            (nil, []), ("", []), ("&&", []), ("a=1", ["a=1"]), ("a=1&b=2", ["a=1", "b=2"]), ("a=", ["a="]),
            ("a", ["a="]), ("a=b=c", ["a=b=c"]), ("%61=%62", ["a=b"]), ("a=x+y%20z", ["a=x y z"]),
            ("a=%2B%26%3D", ["a=+&="]), ("a=%C3%A9", ["a=é"]), ("a=é", ["a=é"]),
        ] as [(String?, [String])])
    func decoded(_ query: String?, _ pairs: [String]) throws {
        let parameters = try QueryParameters(query, known: ["a", "b"])
        #expect(parameters.pairs.map { "\($0.name)=\($0.value)" } == pairs)
    }

    @Test(
        "What is unknown, given twice, not encoded or U+0000 is malformed",
        arguments: [
            ("c=1", "c"), ("A=1", "A"), ("=1", ""), ("a=1&a=1", "a"), ("a=1&%61=2", "a"), ("a=%", "a"), ("a=%4", "a"),
            ("a=%zz", "a"), ("a=%ff", "a"), ("%ff=1", "query"), ("a=%c3", "a"), ("a=%ED%A0%80", "a"),
            ("a=%00", "a"), ("a=b%00c", "a"),
        ])
    func malformed(_ query: String, _ field: String) {
        let error = #expect(throws: RegistryError.self) { try QueryParameters(query, known: ["a", "b"]) }
        guard case .malformed(let malformation) = error else {
            Issue.record("\(query) is not malformed: \(String(describing: error))")
            return
        }
        #expect(malformation.field == field)
    }

    @Test("Composed and decomposed letters are different names")
    func bytes() throws {
        #expect(throws: RegistryError.self) { try QueryParameters("e\u{301}=1", known: ["é"]) }
    }

    @Test("A query is written again without one of its parameters")
    func encoded() throws {
        let parameters = try QueryParameters(
            "city=Saint-%C3%89tienne+%26&after=x&limit=5", known: ["city", "after", "limit"])
        #expect(parameters.encoded(without: "after") == "city=Saint-%C3%89tienne%20%26&limit=5")
        #expect(try QueryParameters("after=x", known: ["after"]).encoded(without: "after").isEmpty)
    }
}

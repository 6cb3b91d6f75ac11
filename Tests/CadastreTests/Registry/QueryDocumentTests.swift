import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("Queries that are JSON") struct QueryDocumentTests {
    @Test(
        "A limit may be a text or a number, and everything may be left out",
        arguments: ["{}", #"{"limit":20}"#, #"{"limit":"20"}"#, #"{"order":"newest","limit":20}"#])
    func readable(_ json: String) throws {
        let query = try PropertyQuery(json: Array(json.utf8))
        #expect(query.limit == 20 && query.order == .newest && query.after == nil)
    }

    @Test("Every parameter is read")
    func parameters() throws {
        let owner = ID<User>(RecordID(high: 1, low: 2))
        let json =
            #"{"city":"Saint-Étienne","type":"house","owner":"\#(owner)","order":"oldest","limit":3,"after":"x"}"#
        let query = try PropertyQuery(json: Array(json.utf8))
        #expect(query.city == (try FoldedText(folding: "saint etienne")))
        #expect(query.type?.description == "house")
        #expect(query.owner == owner)
        #expect(query.order == .oldest)
        #expect(query.limit == 3)
        #expect(query.after?.description == "x")
    }

    @Test(
        "What is no object of texts is malformed, by its name",
        arguments: [
            ("", ""), ("null", ""), ("[]", ""), (#""city""#, ""), ("{", ""), (#"{"city":1}"#, "city"),
            (#"{"city":null}"#, "city"), (#"{"type":["house"]}"#, "type"), (#"{"limit":1.5}"#, "limit"),
            (#"{"limit":-1}"#, "limit"), (#"{"limit":0}"#, "limit"), (#"{"limit":101}"#, "limit"),
            (#"{"limit":1000000000000}"#, "limit"), (#"{"limit":true}"#, "limit"), (#"{"colour":"red"}"#, "colour"),
            (#"{"city":"a","city":"b"}"#, "city"),
        ])
    func unreadable(_ json: String, _ field: String) {
        let error = refusal { () throws(RegistryError) in _ = try PropertyQuery(json: Array(json.utf8)) }
        guard case .malformed(let malformation) = error else {
            Issue.record("\(json) gave \(String(describing: error))")
            return
        }
        #expect(malformation.field == field)
    }

    @Test("Cities and users are asked for in the same way")
    func others() throws {
        let cities = try CityQuery(json: Array(#"{"prefix":"bo","order":"count","limit":5}"#.utf8))
        #expect(cities.order == .count && cities.limit == 5)
        let users = try UserQuery(json: Array(#"{"limit":"7","after":"x"}"#.utf8))
        #expect(users.limit == 7 && users.after?.description == "x")
        #expect(throws: RegistryError.self) { try UserQuery(json: Array(#"{"city":"x"}"#.utf8)) }
        #expect(throws: RegistryError.self) { try CityQuery(json: Array(#"{"prefix":1}"#.utf8)) }
    }
}

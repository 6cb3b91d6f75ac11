import StrictJSON
import Testing

@Suite("Codable types") struct CodableTests {
    @Test("A type is written in the order of its coding keys, and read back equal")
    func roundTrip() throws {
        let bytes = try StrictJSONEncoder().encode(SampleProperty.sample)
        #expect(String(decoding: bytes, as: UTF8.self) == SampleProperty.json)
        #expect(try StrictJSONDecoder().decode(SampleProperty.self, from: bytes) == SampleProperty.sample)
    }
}

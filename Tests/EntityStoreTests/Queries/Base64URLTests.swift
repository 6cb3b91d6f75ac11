import Foundation
import TestSupport
import Testing

@testable import EntityStore

@Suite("base64url") struct Base64URLTests {
    @Test("Bytes are written as Foundation writes them, in the URL's alphabet and without padding", arguments: 0...40)
    func encodes(count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let expected = Data(bytes).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
        #expect(bytes.withUnsafeBytes { Base64URL.encode($0) } == expected)
        #expect(Base64URL.decode(expected) == bytes)
    }

    @Test(
        "What `encode` does not write is refused",
        arguments: ["A", "AAAAA", "AB", "AAF", "AA==", "A+AA", "A/AA", "AA A", "AAé", "AA\n", "\0AAA"])
    func refuses(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}

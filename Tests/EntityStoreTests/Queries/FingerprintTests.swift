import Testing

@testable import EntityStore

@Suite("Fingerprint") struct FingerprintTests {
    @Test("It is FNV-1a of each part with its length in front, as every cursor that was handed out has it")
    func isFNV1a() {
        for count in [0, 1, 7, 13, 255, 256, 480] {
            let part = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            var fingerprint = Fingerprint()
            fingerprint.combine(part: part)
            fingerprint.combine(1)
            #expect(fingerprint.value == fnv1a(UInt64(count).indexBytes + part + [1]), "\(count) bytes")
        }
    }

    /// As the draft writes it, byte by byte.
    private func fnv1a(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }
}

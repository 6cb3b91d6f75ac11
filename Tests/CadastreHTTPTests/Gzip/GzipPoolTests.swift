import NIOCore
import Testing

@testable import CadastreHTTP

@Suite("The encoders of gzip") struct GzipPoolTests {
    @Test("An encoder begins a new stream at each use", arguments: [0, 1, 1000, 100_000, 1_000_000])
    func reuse(_ size: Int) throws {
        let pool = GzipPool()
        var state = UInt64(truncatingIfNeeded: size) | 1
        for _ in 0..<3 {
            // Noise does not compress: the room for the result has to be larger than the input.
            let noise = (0..<size).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 56)
            }
            let compressed = try #require(pool.compress(ByteBuffer(bytes: noise)))
            #expect(try Gunzip.inflate(compressed) == ByteBuffer(bytes: noise))
        }
    }

    @Test("Many threads compress at once")
    func concurrent() async {
        let pool = GzipPool()
        await withTaskGroup(of: Bool.self) { tasks in
            for number in 0..<32 {
                tasks.addTask {
                    let text = ByteBuffer(string: String(repeating: "text \(number) ", count: 500))
                    return (try? pool.compress(text).map(Gunzip.inflate)) == text
                }
            }
            for await isEqual in tasks { #expect(isEqual) }
        }
    }
}

import TestSupport
import Testing

@testable import CadastreCLI

@Suite("gunzip") struct GunzipSourceTests {
    private let directory: TemporaryDirectory
    /// Compressible and not: more than one chunk of either side.
    private let plain: [UInt8]

    init() throws {
        directory = TemporaryDirectory()
        var random = SystemRandomNumberGenerator()
        plain = (0..<400_000).map { $0 < 200_000 ? UInt8(truncatingIfNeeded: $0 / 1_000) : random.next() }
    }

    @Test("What gzip zipped comes back, however it arrives", arguments: [1, 100, 1 << 20])
    func roundTrip(size: Int) throws {
        let bytes = size == 1 ? Array(plain.prefix(1_000)) : plain
        let source = ChunkedSource(try gzip(bytes, in: directory), atMost: size)
        #expect(try GunzipSource(source, name: "file").readAll() == bytes)
    }

    @Test("Several files one after another are their contents one after another")
    func members() throws {
        let zipped = try gzip(Array("one, ".utf8), in: directory) + gzip(Array("two".utf8), in: directory)
        for size in [1, 5, 1_000] {
            let source = try GunzipSource(ChunkedSource(zipped, atMost: size), name: "file")
            #expect(try source.readAll() == Array("one, two".utf8))
        }
    }

    @Test("A file that is cut short, at any byte, is refused")
    func truncated() throws {
        let zipped = try gzip(Array("A short text, and a short text.".utf8), in: directory)
        for count in 1..<zipped.count {
            let source = try GunzipSource(ChunkedSource(Array(zipped.prefix(count)), atMost: 10), name: "file")
            let failure = #expect(throws: CommandFailure.self) { try source.readAll() }
            #expect(failure?.sentence.contains("cut short") == true, "\(count) bytes")
        }
    }

    @Test("A changed byte is found by the checksum, and what follows the end is not taken for content")
    func damaged() throws {
        var zipped = try gzip(Array("A short text.".utf8), in: directory)
        let trailed = try GunzipSource(ChunkedSource(zipped + [1, 2, 3, 4], atMost: 100), name: "file")
        #expect(throws: CommandFailure.self) { try trailed.readAll() }
        zipped[zipped.count - 6] ^= 1
        let changed = try GunzipSource(ChunkedSource(zipped, atMost: 100), name: "file")
        let failure = #expect(throws: CommandFailure.self) { try changed.readAll() }
        #expect(failure?.status == .inputOutput)
        #expect(failure?.sentence.contains("damaged") == true)
    }
}

import CLMDB
import Foundation
import Testing

@testable import LMDB

@Suite("Read-ahead") struct ReadAheadTests {
    typealias ReadAhead = Environment.Options.ReadAhead

    let place = TemporaryDirectory()

    @Test(
        "Without a choice it is on up to half of the memory, and where nobody knows how much there is",
        arguments: [
            (.automatic, 0, 100, true), (.automatic, 50, 100, true), (.automatic, 51, 100, false),
            (.automatic, .max, 100, false), (.automatic, 1, 0, false), (.automatic, .max, nil, true),
            (.on, .max, 100, true), (.off, 0, 100, false), (.off, 0, nil, false),
        ] as [(ReadAhead, Int, Int?, Bool)])
    func choice(_ choice: ReadAhead, fileSize: Int, memory: Int?, isOn: Bool) {
        #expect(choice.isOn(fileSize: fileSize, memory: memory) == isOn)
    }

    @Test("The map is told, also after it has followed another process to a larger one", arguments: [1 << 30, 4096])
    func map(memory: Int) throws {
        try Environment.open(at: place.path, options: .small).close()
        let raw = try EnvironmentFiles(directory: place.path, options: .small, memory: { memory }).open().raw
        defer { mdb_env_close(raw) }
        #expect(try isRandom() == (memory == 4096))
        #expect(mdb_env_set_mapsize(raw, 1 << 29) == MDB_SUCCESS)
        #expect(try isRandom() == (memory == 4096))
    }

    @Test("What is chosen counts, whatever the memory is", arguments: [ReadAhead.on, .off])
    func chosen(_ choice: ReadAhead) throws {
        var options = Environment.Options.small
        options.readAhead = choice
        let raw = try EnvironmentFiles(directory: place.path, options: options, memory: { choice == .on ? 0 : .max })
            .open().raw
        defer { mdb_env_close(raw) }
        #expect(try isRandom() == (choice == .off))
    }

    /// Whether the kernel has been told that the map of the data file is read here and there.
    private func isRandom() throws -> Bool {
        let path = try #require(realpath(place.path, nil))
        defer { free(path) }
        let lines = try linesOfMaps()
        let map = try #require(lines.firstIndex { $0.hasSuffix(String(cString: path) + "/data.mdb") })
        let flags = try #require(lines[map...].first { $0.hasPrefix("VmFlags:") })
        return flags.split(separator: " ").contains("rr")
    }

    /// What the kernel tells of the maps of this process, which it gives piece by piece.
    private func linesOfMaps() throws -> [Substring] {
        let descriptor = open("/proc/self/smaps", O_RDONLY | O_CLOEXEC)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = read(descriptor, &piece, piece.count), count > 0 { bytes += piece[..<count] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }
}

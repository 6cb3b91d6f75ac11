import CLMDB
import Foundation
import Testing

@testable import LMDB

@Suite("A data file that is not what it should be") struct DataFileTests {
    let place = TemporaryDirectory()
    private var path: String { place.path + "/data.mdb" }

    /// Makes an environment of about 400 pages and closes it.
    private func makeEnvironment() throws {
        let environment = try Environment.open(at: place.path, options: .small)
        let database = try environment.database(named: "plain")
        let write = try environment.beginWrite()
        for key in 0..<100 as Range<UInt8> {
            try write.put([UInt8](repeating: key, count: 16000), for: [key], in: database)
        }
        try write.commit()
        environment.close()
    }

    private func open() throws {
        let environment = try Environment.open(at: place.path, options: .small)
        defer { environment.close() }
        let database = try environment.database(named: "plain")
        let read = try environment.beginRead()
        for key in 0..<100 as Range<UInt8> {
            #expect(try read.get([key], in: database) == [UInt8](repeating: key, count: 16000))
        }
    }

    @Test("One that lost its end is refused before it is mapped, however little is missing")
    func truncated() throws {
        try makeEnvironment()
        try open()
        let size = try #require(FileIdentity.status(of: path)).size
        for missing in [1, 4096, size / 2, size - 8192, size - 8191, size - 4096, size - 200] {
            try makeTruncatedCopy(missing: missing) { copy in
                #expect(
                    failure { _ = try Environment.open(at: copy, options: .small) } == .truncated,
                    "\(missing) of \(size)")
            }
        }
    }

    private func makeTruncatedCopy(missing: Int, _ body: (String) throws -> Void) throws {
        let copy = TemporaryDirectory()
        try FileManager.default.copyItem(atPath: place.path, toPath: copy.path)
        let size = try #require(FileIdentity.status(of: copy.path + "/data.mdb")).size
        #expect(truncate(copy.path + "/data.mdb", off_t(size - missing)) == 0)
        try body(copy.path)
    }

    @Test("One whose last pages were never written, as they are free, is sound", arguments: [8, 16], [0, 120])
    func rightlyShort(megabytes: Int, freeLists: Int) throws {
        let environment = try Environment.open(at: place.path, options: .small)
        let database = try environment.database(named: "plain")
        let reader = try makeFreeLists(freeLists, in: database, of: environment)
        let large = [UInt8](repeating: 1, count: megabytes << 20)
        var isShort = false
        // LMDB does not write a value that is deleted in the transaction that stored it, if free pages are at hand.
        for _ in 0..<20 where !isShort {
            let write = try environment.beginWrite()
            for key in 0..<10 as Range<UInt8> { try write.put([key], for: [key], in: database) }
            try write.put(large, for: [200], in: database)
            #expect(try write.delete([200], in: database))
            try write.commit()
            let information = try environment.information
            isShort = information.fileSize < information.usedBytes
        }
        #expect(isShort, "LMDB wrote all pages: nothing is tested")
        _ = consume reader
        environment.close()

        let again = try Environment.open(at: place.path, options: .small)
        let found = try again.database(named: "plain")
        let write = try again.beginWrite()
        #expect(try write.count(of: found) == 10)
        try write.put(large, for: [200], in: found)
        try write.commit()
        again.close()
        try makeTruncatedCopy(missing: 4096) { copy in
            #expect(failure { _ = try Environment.open(at: copy, options: .small) } == .truncated)
        }
    }

    /// Makes so many lists of free pages, and as many again that LMDB can't use while the transaction that is returned
    /// runs.
    private func makeFreeLists(
        _ count: Int, in database: Database, of environment: Environment
    ) throws -> ReadTransaction? {
        guard count > 0 else { return nil }
        let first = try environment.beginRead()
        try change(database, of: environment, times: count)
        let second = try environment.beginRead()
        try change(database, of: environment, times: count)
        first.end()
        return second
    }

    private func change(_ database: Database, of environment: Environment, times: Int) throws {
        for round in 0..<times {
            let write = try environment.beginWrite()
            for key in 0..<10 as Range<UInt8> {
                try write.put([UInt8](repeating: UInt8(round & 0xFF), count: 1000), for: [key], in: database)
            }
            try write.commit()
        }
    }

    @Test("What is no LMDB file is called so", arguments: [1, 100, 4096, 8192, 20000])
    func invalid(count: Int) throws {
        try FileManager.default.createDirectory(atPath: place.path, withIntermediateDirectories: false)
        try Data(repeating: 0x41, count: count).write(to: URL(fileURLWithPath: path))
        #expect(failure { _ = try Environment.open(at: place.path, options: .small) } == .invalidFile)
    }

    @Test("One of another data version is called so")
    func otherVersion() throws {
        try makeEnvironment()
        var file = try Data(contentsOf: URL(fileURLWithPath: path))
        file[20] = 2
        file[4096 + 20] = 2
        try file.write(to: URL(fileURLWithPath: path))
        #expect(failure { _ = try Environment.open(at: place.path, options: .small) } == .versionMismatch)
    }

    @Test("An emptied one is not made anew, and stays as it is", arguments: [true, false])
    func emptied(createsMissing: Bool) throws {
        try makeEnvironment()
        try Data().write(to: URL(fileURLWithPath: path))
        var options = Environment.Options.small
        options.createsMissing = createsMissing
        #expect(failure { _ = try Environment.open(at: place.path, options: options) } == .invalidFile)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
    }

    @Test("An empty one that is just being made, as where the file system has no locks, is waited for")
    func beingMade() throws {
        try makeEnvironment()
        let made = try Data(contentsOf: URL(fileURLWithPath: path))
        try Data().write(to: URL(fileURLWithPath: path))
        var files = EnvironmentFiles(directory: place.path, options: .small)
        files.pause = { [path] attempt in
            if attempt == 3 { try? made.write(to: URL(fileURLWithPath: path)) }
        }
        mdb_env_close(try files.open().raw)
    }

    @Test("What a making that was killed left behind is in nobody's way, and goes")
    func draft() throws {
        try FileManager.default.createDirectory(atPath: place.path, withIntermediateDirectories: false)
        try Data(repeating: 0x41, count: 6000).write(to: URL(fileURLWithPath: path + ".new"))
        try makeEnvironment()
        try open()
        #expect(!FileManager.default.fileExists(atPath: path + ".new"))
    }

    @Test("Damaged lists of free pages are an answer, not a crash", arguments: 0..<50)
    func damagedLists(seed: Int) throws {
        try makeEnvironment()
        try makeTruncatedCopy(missing: 4096) { copy in
            let path = copy + "/data.mdb"
            var random = SeededGenerator(seed: UInt64(seed))
            var file = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
            // Behind the meta pages, so that they are believed.
            for _ in 0..<2000 {
                file[.random(in: 8192..<file.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            for page in 0...1 {
                file[page * 4096 + 80 + .random(in: 0..<2, using: &random)] = .random(in: 0...255, using: &random)
            }
            try Data(file).write(to: URL(fileURLWithPath: path))
            let flaw = DataFile(path: path)?.flaw()
            #expect(flaw == .truncated)
        }
    }
}

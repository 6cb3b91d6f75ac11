import Foundation
import Testing

@testable import LMDB

@Suite("A disk that is full, and then is not") struct RecoveryTests {
    let temporary: TemporaryEnvironment
    let database: Database
    let multi: MultiDatabase
    var environment: Environment { temporary.environment }

    init() throws {
        var options = Environment.Options.small
        options.durability = .full
        temporary = try TemporaryEnvironment(options)
        database = try temporary.environment.database(named: "plain")
        multi = try temporary.environment.multiDatabase(named: "multi", valueSize: 1)
        let write = try temporary.environment.beginWrite()
        try write.put([1], for: [1], in: database)
        _ = try write.insert([1], for: [1], in: multi)
        try write.commit()
    }

    /// The descriptors that LMDB writes to: one for pages, and one for the meta pages that writes through.
    private enum Descriptor { case pages, meta }

    /// Lets what LMDB writes by a descriptor meet a full disk (`/dev/full`), until the closure that is returned is called.
    private func fillDisk(for kind: Descriptor) throws -> () -> Void {
        let resolved = try #require(realpath(temporary.directory + "/data.mdb", nil))
        defer { free(resolved) }
        let path = String(cString: resolved)
        let found = (0..<1024 as Range<Int32>).first { descriptor in
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
            let isMeta = fcntl(descriptor, F_GETFL) & O_DSYNC != 0
            return target == path && isMeta == (kind == .meta)
        }
        let descriptor = try #require(found)
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        let original = dup(descriptor)
        #expect(dup2(full, descriptor) == descriptor)
        close(full)
        return {
            dup2(original, descriptor)
            close(original)
        }
    }

    private func write(_ value: UInt8) throws {
        let write = try environment.beginWrite()
        try write.put([value], for: [1], in: database)
        try write.commit()
    }

    private func read() throws -> [UInt8]? {
        let read = try environment.beginRead()
        #expect(try read.count(of: multi) == 1)
        return try read.get([1], in: database)
    }

    @Test("No room for pages: the write is refused, reading goes on, and writing when there is room again")
    func fullForPages() throws {
        let makeRoom = try fillDisk(for: .pages)
        for _ in 0..<3 {
            #expect(failure { try write(2) } == .diskFull)
            #expect(try read() == [1])
        }
        makeRoom()
        try write(3)
        #expect(try read() == [3])
    }

    @Test(
        "A write that was taken in part is refused for want of room, though there may be room by now",
        arguments: [1, 300])
    func takenInPart(kibibytes: Int) async {
        await #expect(processExitsWith: .success) { [kibibytes] in
            let temporary = try TemporaryEnvironment()
            let database = try temporary.environment.database(named: "plain")
            // The file may grow by no whole number of pages; the disk has room.
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let unlimited = limit.rlim_cur
            var file = stat()
            #expect(stat(temporary.directory + "/data.mdb", &file) == 0)
            limit.rlim_cur = rlim_t(Int(file.st_size) + kibibytes << 10 + 512)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            errno = EIO
            #expect(failure { try Self.storeLarge(temporary.environment, database) } == .diskFull)
            limit.rlim_cur = unlimited
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            try Self.storeLarge(temporary.environment, database)
        }
    }

    private static func storeLarge(_ environment: Environment, _ database: Database) throws {
        let write = try environment.beginWrite()
        try write.put([UInt8](repeating: 1, count: 1 << 20), for: [1], in: database)
        try write.commit()
    }

    @Test("No room for the meta page: LMDB gives up, and the environment opens itself anew")
    func fullForMeta() throws {
        _ = try fillDisk(for: .meta)
        #expect(failure { try write(2) } == .diskFull)
        // The descriptor goes with the environment, so there is room from here on.
        #expect(try read() == [1])
        try write(3)
        #expect(try read() == [3])
        #expect(try environment.database(named: "plain", creates: false) == database)
        let added = try environment.database(named: "added")
        let read = try environment.beginRead()
        #expect(try read.count(of: added) == 0)
    }

    @Test("It does not while a transaction runs, which sees its snapshot to the end")
    func waitsForReaders() throws {
        let reader = try environment.beginRead()
        _ = try fillDisk(for: .meta)
        #expect(failure { try write(2) } == .diskFull)
        #expect(failure { try write(2) } == .panic)
        #expect(failure { _ = try read() } == .panic)
        #expect(try reader.get([1], in: database) == [1])
        reader.end()
        #expect(try read() == [1])
        try write(3)
        #expect(try read() == [3])
    }

    @Test("Where opening anew fails, it is tried again with the next transaction")
    func triesAgain() throws {
        _ = try fillDisk(for: .meta)
        #expect(failure { try write(2) } == .diskFull)
        let aside = temporary.directory + "-aside"
        try FileManager.default.moveItem(atPath: temporary.directory, toPath: aside)
        #expect(failure { _ = try read() } == .missing)
        #expect(failure { try write(2) } == .missing)
        #expect(failure { _ = try environment.information } == .panic)
        #expect(!FileManager.default.fileExists(atPath: temporary.directory))
        // Another environment in its place is not taken for it.
        let other = try Environment.open(at: temporary.directory, options: .small)
        other.close()
        #expect(failure { _ = try read() } == .removed)
        try FileManager.default.removeItem(atPath: temporary.directory)
        try FileManager.default.moveItem(atPath: aside, toPath: temporary.directory)
        #expect(try read() == [1])
        try write(3)
        #expect(try read() == [3])
    }

    @Test("Threads that meet the failure at once all go on")
    func concurrently() throws {
        _ = try fillDisk(for: .meta)
        #expect(failure { try write(2) } == .diskFull)
        let (environment, database) = (environment, database)
        try inThreads(8) {
            for _ in 0..<20 {
                let read = try environment.beginRead()
                try require(try read.get([1], in: database), is: [1])
            }
        }
    }
}

import CLMDB
import Glibc
import Testing

@testable import LMDB

@Suite("Reader slots") struct ReaderSlotTests {
    private static let slots = 16

    private static var options: Environment.Options {
        var options = Environment.Options.small
        options.maximumReaders = slots
        return options
    }

    /// Forks a process that takes a reader slot as any user of LMDB would, and keeps it. Returns when it has it.
    private static func reader(of path: String) -> pid_t {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return -1 }
        let child = Forking.child {
            var environment: OpaquePointer?
            var transaction: OpaquePointer?
            guard mdb_env_create(&environment) == 0, mdb_env_open(environment, path, UInt32(MDB_NOTLS), 0o600) == 0,
                mdb_txn_begin(environment, nil, UInt32(MDB_RDONLY), &transaction) == 0
            else { return 1 }
            Glibc.write(ends[1], [1], 1)
            while true { pause() }
        }
        close(ends[1])
        var byte: UInt8 = 0
        let isReading = Glibc.read(ends[0], &byte, 1) == 1
        close(ends[0])
        return isReading ? child : -1
    }

    @Test("Slots of killed processes are freed when they run out, more of them than there are slots")
    func killedReaders() async {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            for _ in 1...3 {
                let environment = try Environment.open(at: path, options: Self.options)
                let slots = try environment.information.maximumReaders
                #expect(slots >= Self.slots)
                let readers = (0..<slots).map { _ in Self.reader(of: path) }
                #expect(readers.allSatisfy { $0 > 0 })
                #expect(failure { try Self.read(environment) } == .readersFull)
                for reader in readers { Forking.kill(reader) }
                #expect(try environment.information.readers == slots)
                #expect(throws: Never.self) { try Self.read(environment) }
                #expect(try environment.information.readers == 0)
                environment.close()
            }
        }
    }

    private static func read(_ environment: Environment) throws {
        let read = try environment.beginRead()
        #expect(read.identifier >= 0)
    }

    @Test("Slots of killed processes are freed at the next opening, and when that is asked for")
    func freedAtOpening() async {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            let first = try Environment.open(at: path, options: Self.options)
            // It keeps the table of readers from being made anew.
            let keeper = Self.reader(of: path)
            Forking.kill(Self.reader(of: path))
            #expect(try first.information.readers == 2)
            #expect(try first.clearDeadReaders() == 1)
            #expect(try first.information.readers == 1)
            Forking.kill(Self.reader(of: path))
            #expect(try first.information.readers == 2)
            first.close()
            let second = try Environment.open(at: path, options: Self.options)
            #expect(try second.information.readers == 1)
            second.close()
            Forking.kill(keeper)
        }
    }

    @Test("A burst of readers gives its slots back, and keeps a few for the next")
    func burst() throws {
        let temporary = try TemporaryEnvironment()
        try hold(40, temporary.environment)
        #expect(try temporary.environment.information.readers == 0)
        // All but the idle ones are free for other processes.
        #expect(try temporary.environment.occupiedSlots() <= 16)
        temporary.environment.close()
    }

    /// Begins so many read transactions, each inside the one before.
    private func hold(_ count: Int, _ environment: Environment) throws {
        guard count > 0 else { return }
        let read = try environment.beginRead()
        try hold(count - 1, environment)
        #expect(read.identifier >= 0)
    }
}

extension Environment {
    /// How many slots this process holds, idle ones too.
    fileprivate func occupiedSlots() throws -> Int {
        let raw = try shared.enterOpen(.inspect)
        defer { shared.leave() }
        var lines = 0
        withUnsafeMutablePointer(to: &lines) { lines in
            _ = mdb_reader_list(
                raw,
                { _, context in
                    context?.assumingMemoryBound(to: Int.self).pointee += 1
                    return 0
                }, lines)
        }
        return lines - 1
    }
}

import CLMDB
import Glibc
import Testing

@testable import LMDB

@Suite("Several processes") struct ProcessTests {
    private static func count(_ environment: Environment) throws -> Int {
        let database = try environment.database(named: "plain")
        let read = try environment.beginRead()
        return try read.get([1], in: database).map { Int($0[0]) << 8 | Int($0[1]) } ?? 0
    }

    private static func increment(_ environment: Environment) throws {
        let database = try environment.database(named: "plain")
        let write = try environment.beginWrite()
        let next = 1 + (try write.get([1], in: database).map { Int($0[0]) << 8 | Int($0[1]) } ?? 0)
        try write.put([UInt8(next >> 8), UInt8(next & 0xFF)], for: [1], in: database)
        try write.commit()
    }

    @Test("32 processes open, write and close in a loop: none meets an error, and no change is lost")
    func openAndClose() async {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            let rounds = 20
            let children = (0..<32).map { _ in
                Forking.child {
                    do {
                        for _ in 0..<rounds {
                            let environment = try Environment.open(at: path, options: .small)
                            try Self.increment(environment)
                            _ = try Self.count(environment)
                            environment.close()
                        }
                        return 0
                    } catch {
                        print("child: \(error)")
                        return 1
                    }
                }
            }
            for child in children { #expect(Forking.status(of: child) == 0) }
            let environment = try Environment.open(at: path, options: .small)
            #expect(try Self.count(environment) == 32 * rounds)
        }
    }

    /// Forks a process that has the lock of an environment which it has not filled in yet, and dies only by a signal.
    private static func halfOpener(of path: String) -> pid_t {
        var ends: [Int32] = [0, 0]
        guard mkdir(path, 0o700) == 0, pipe(&ends) == 0 else { return -1 }
        let child = Forking.child {
            let file = open(path + "/lock.mdb", O_RDWR | O_CREAT, 0o600)
            var lock = flock()
            lock.l_type = Int16(F_RDLCK)
            lock.l_len = 1
            guard fcntl(file, F_SETLK, &lock) == 0 else { return 1 }
            Glibc.write(ends[1], [1], 1)
            while true { pause() }
        }
        close(ends[1])
        var byte: UInt8 = 0
        let isReady = Glibc.read(ends[0], &byte, 1) == 1
        close(ends[0])
        return isReady ? child : -1
    }

    @Test("An opening that meets one that is not done is tried again, and gives up in the end")
    func meetsHalfOpen() async {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            let other = Self.halfOpener(of: path)
            try #require(other > 0)
            var attempts = 0
            var files = EnvironmentFiles(directory: path, options: .small)
            files.pause = { attempts = $0 }
            #expect(failure { _ = try files.open() } == .busy)
            #expect(attempts == 50)
            files.pause = { if $0 == 2 { Forking.kill(other) } }
            mdb_env_close(try files.open().raw)
        }
    }

    @Test("A process killed while it makes an environment, or writes, leaves one that opens and is whole")
    func killed() async {
        let place = TemporaryDirectory()
        let seed = UInt64.random(in: 0 ... .max)
        print("seed of the moments: \(seed)")
        await #expect(processExitsWith: .success) { [path = place.path as String, seed = seed as UInt64] in
            var random = SeededGenerator(seed: seed)
            for round in 0..<60 {
                // A new one each other round.
                let current = "\(path)-\(round / 2)"
                let child = Forking.child {
                    guard let environment = try? Environment.open(at: current, options: .small) else { return 1 }
                    while true { try? Self.increment(environment) }
                }
                usleep(.random(in: 0..<4000, using: &random))
                Forking.kill(child)
                let environment = try Environment.open(at: current, options: .small)
                let before = try Self.count(environment)
                try Self.increment(environment)
                #expect(try Self.count(environment) == before + 1)
                environment.close()
            }
        }
        for number in 0..<30 { TemporaryDirectory.remove("\(place.path)-\(number)") }
    }

    @Test("A writer that is killed does not keep the others from writing")
    func killedWriter() async {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            let environment = try Environment.open(at: path, options: .small)
            try Self.increment(environment)
            var ends: [Int32] = [0, 0]
            #expect(pipe(&ends) == 0)
            let child = Forking.child {
                guard let own = try? Environment.open(at: path, options: .small) else { return 1 }
                return Self.holdWriteTransaction(own, tell: ends[1])
            }
            close(ends[1])
            var byte: UInt8 = 0
            #expect(Glibc.read(ends[0], &byte, 1) == 1)
            Forking.kill(child)
            try Self.increment(environment)
            #expect(try Self.count(environment) == 2)
        }
    }

    private static func holdWriteTransaction(_ environment: Environment, tell descriptor: Int32) -> Int32 {
        guard let database = try? environment.database(named: "plain"), let write = try? environment.beginWrite(),
            (try? write.put([9, 9], for: [1], in: database)) != nil
        else { return 1 }
        Glibc.write(descriptor, [1], 1)
        while true { pause() }
        return 0
    }
}

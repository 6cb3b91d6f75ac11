import Testing

@testable import LMDB

@Suite("The size of the map") struct MapSizeTests {
    /// Stores 4 MiB in an environment that this process opens with room for them.
    private static func grow(_ path: String) throws {
        let environment = try Environment.open(at: path, options: .small)
        let database = try environment.database(named: "plain")
        let write = try environment.beginWrite()
        try write.put([UInt8](repeating: 7, count: 4 << 20), for: [1], in: database)
        try write.commit()
        environment.close()
    }

    private func growElsewhere(_ path: String) async {
        await #expect(processExitsWith: .success) { [path = path as String] in try Self.grow(path) }
    }

    private func read(_ environment: Environment) throws -> Int? {
        let database = try environment.database(named: "plain")
        let read = try environment.beginRead()
        let key: [UInt8] = [1]
        return try read.get(key.span.bytes, in: database) { $0.byteCount }
    }

    private func write(_ environment: Environment) throws {
        let database = try environment.database(named: "plain")
        let write = try environment.beginWrite()
        try write.put([1], for: [2], in: database)
        try write.commit()
    }

    @Test("A process whose map is too small for what another wrote follows", arguments: [true, false])
    func follows(readsFirst: Bool) async throws {
        let temporary = try TemporaryEnvironment(.small(1 << 20))
        _ = try temporary.environment.database(named: "plain")
        try checkUse(of: temporary.environment)
        await growElsewhere(temporary.directory)
        if readsFirst {
            #expect(try read(temporary.environment) == 4 << 20)
        } else {
            try write(temporary.environment)
            #expect(try read(temporary.environment) == 4 << 20)
        }
        #expect(try temporary.environment.information.addressSpace == 1 << 28)
        try write(temporary.environment)
    }

    /// Leaves an idle reader behind.
    private func checkUse(of environment: Environment) throws {
        #expect(try read(environment) == nil)
    }

    @Test("It can't while a transaction of its own runs, and says so")
    func cannotFollow() async throws {
        let temporary = try TemporaryEnvironment(.small(1 << 20))
        let database = try temporary.environment.database(named: "plain")
        let holder = try Holder(temporary.environment)
        await growElsewhere(temporary.directory)
        #expect(failure { _ = try read(temporary.environment) } == .mapResized)
        // The transaction that runs sees its snapshot as before.
        #expect(try holder.count(of: database) == 0)
        holder.end()
        #expect(try read(temporary.environment) == 4 << 20)
    }

    @Test("A file that is larger than the address space that is asked for is mapped whole")
    func largerFile() async throws {
        let place = TemporaryDirectory()
        await growElsewhere(place.path)
        let environment = try Environment.open(at: place.path, options: .small(1 << 20))
        defer { environment.close() }
        #expect(try read(environment) == 4 << 20)
    }
}

/// Keeps a read transaction across the suspensions of a test, which transactions are not for.
private final class Holder {
    private var transaction: ReadTransaction?

    init(_ environment: Environment) throws { transaction = try environment.beginRead() }

    func count(of database: Database) throws -> Int? { try transaction?.count(of: database) }

    func end() { transaction = nil }
}

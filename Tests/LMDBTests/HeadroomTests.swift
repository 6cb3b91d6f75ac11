import LMDB
import Testing

@Suite("Head-room") struct HeadroomTests {
    private static let value = [UInt8](repeating: 7, count: 800)

    private static let batch = 8

    private static func key(_ number: Int) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 0xFF)] }

    /// Stores record after record, eight in a transaction, until the map is full. Returns how many.
    private static func fill(_ environment: Environment, _ database: Database, _ index: MultiDatabase) throws -> Int {
        for first in stride(from: 0, to: 1 << 16, by: batch) {
            let write = try environment.beginWrite()
            do throws(LMDBError) {
                for number in first..<first + batch {
                    try write.put(value, for: key(number), in: database)
                    _ = try write.insert(key(number), for: [1], in: index)
                }
            } catch {
                #expect(error.kind == .mapFull)
                let isNearlyFull = write.isNearlyFull
                #expect(isNearlyFull)
                return first
            }
            try write.commit()
        }
        return 0
    }

    @Test(
        "A full map takes nothing more, but all can be deleted, and then it takes as much again", arguments: [20, 21])
    func deletingWhenFull(sizeBits: Int) throws {
        let temporary = try TemporaryEnvironment(.small(1 << sizeBits))
        let environment = temporary.environment
        let database = try environment.database(named: "plain")
        let index = try environment.multiDatabase(named: "multi", valueSize: 2)
        let count = try Self.fill(environment, database, index)
        #expect(count > (1 << sizeBits) / 2000)

        let refused = try environment.beginWrite()
        #expect(failure { try refused.put(Self.value, for: Self.key(count), in: database) } == .mapFull)
        #expect(failure { _ = try refused.insert(Self.value, for: Self.key(0), in: database) } == .mapFull)
        // It is refused before it does harm: what deletes goes on in the same transaction.
        #expect(try refused.delete(Self.key(0), in: database))
        #expect(failure { try refused.put([1], for: Self.key(count), in: database) } == .mapFull)
        try refused.commit()

        for first in stride(from: 1, to: count, by: Self.batch) {
            let write = try environment.beginWrite()
            for number in first..<min(first + Self.batch, count) {
                #expect(try write.delete(Self.key(number), in: database))
                #expect(try write.delete(Self.key(number), for: [1], in: index))
            }
            try write.commit()
        }
        let emptied = try environment.beginWrite()
        let isNearlyFull = emptied.isNearlyFull
        #expect(!isNearlyFull)
        try emptied.empty(database)
        try emptied.empty(index)
        try emptied.commit()
        let again = try Self.fill(environment, database, index)
        #expect(again > count * 9 / 10)
    }

    @Test("Free pages that a reader still sees are no room")
    func pinnedByReader() throws {
        let temporary = try TemporaryEnvironment(.small(1 << 20))
        let database = try temporary.environment.database(named: "plain")
        let write = try temporary.environment.beginWrite()
        for number in 0..<300 { try write.put(Self.value, for: Self.key(number), in: database) }
        try write.commit()
        let reader = try temporary.environment.beginRead()
        // Each round frees what it replaces, but not for use again while the reader runs.
        var rounds = 0
        while rounds < 1000 {
            let write = try temporary.environment.beginWrite()
            if write.isNearlyFull { break }
            for number in 0..<10 { try write.put(Self.value, for: Self.key(number), in: database) }
            try write.commit()
            rounds += 1
        }
        #expect((1..<1000).contains(rounds))
        reader.end()
        let after = try temporary.environment.beginWrite()
        let isNearlyFull = after.isNearlyFull
        #expect(!isNearlyFull)
    }
}

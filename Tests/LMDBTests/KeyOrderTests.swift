import CLMDB
import LMDB
import Testing

@Suite("The order of keys and values") struct KeyOrderTests {
    /// Bytes of which many begin alike, and some are what others begin with.
    private static func samples(ofSize sizes: ClosedRange<Int>, seed: UInt64) -> [[UInt8]] {
        var random = SeededGenerator(seed: seed)
        let different: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF]
        let samples = (0..<600).map { _ in
            let size = Int.random(in: sizes, using: &random)
            let alike = Int.random(in: 0...size, using: &random)
            return (0..<size).map { $0 < alike ? 0x7F : different.randomElement(using: &random) ?? 0 }
        }
        return Set(samples).sorted { $0.lexicographicallyPrecedes($1) }
    }

    @Test(
        "It is that of their bytes, whatever their sizes, and LMDB itself finds them in it",
        arguments: [1...40, 16...16, 15...17, 8...8], [UInt64(1), 2])
    func order(sizes: ClosedRange<Int>, seed: UInt64) throws {
        let place = TemporaryDirectory()
        let keys = Self.samples(ofSize: sizes, seed: seed)
        let values = Self.samples(ofSize: sizes.upperBound...sizes.upperBound, seed: seed + 100)
        var random = SeededGenerator(seed: seed)
        let environment = try Environment.open(at: place.path, options: .small)
        let plain = try environment.database(named: "plain")
        let multi = try environment.multiDatabase(named: "multi", valueSize: sizes.upperBound)
        let write = try environment.beginWrite()
        for key in keys.shuffled(using: &random) { try write.put(key, for: key, in: plain) }
        for value in values.shuffled(using: &random) { _ = try write.insert(value, for: [1], in: multi) }
        try write.commit()

        let read = try environment.beginRead()
        let inOrder = try read.cursor(in: plain) { cursor throws in
            var seen: [[UInt8]] = []
            var more = try cursor.first()
            while more {
                seen.append(try cursor.withCurrent { key, _ in key.withUnsafeBytes { [UInt8]($0) } })
                more = try cursor.next()
            }
            return seen
        }
        let valuesInOrder = try read.cursor(in: multi) { cursor throws in
            var seen: [[UInt8]] = []
            guard try cursor.seek([1]) else { return seen }
            repeat {
                seen.append(try cursor.withCurrent { _, value in value.withUnsafeBytes { [UInt8]($0) } })
            } while try cursor.nextValue()
            return seen
        }
        read.end()
        environment.close()
        #expect(inOrder == keys, "seed \(seed)")
        #expect(valuesInOrder == values, "seed \(seed)")
        #expect(Self.found(keys, in: "plain", at: place.path) == keys.count)
    }

    /// How many of the keys a program finds that uses LMDB as it comes.
    private static func found(_ keys: [[UInt8]], in name: String, at path: String) -> Int {
        var environment: OpaquePointer?
        var transaction: OpaquePointer?
        var database: UInt32 = 0
        guard mdb_env_create(&environment) == 0, mdb_env_set_maxdbs(environment, 2) == 0,
            mdb_env_open(environment, path, 0, 0o600) == 0,
            mdb_txn_begin(environment, nil, UInt32(MDB_RDONLY), &transaction) == 0,
            mdb_dbi_open(transaction, name, 0, &database) == 0
        else { return -1 }
        defer {
            mdb_txn_abort(transaction)
            mdb_env_close(environment)
        }
        return keys.count { key in
            var key = key
            return key.withUnsafeMutableBytes { bytes in
                var sought = MDB_val(mv_size: bytes.count, mv_data: bytes.baseAddress)
                var value = MDB_val()
                return mdb_get(transaction, database, &sought, &value) == 0
            }
        }
    }
}

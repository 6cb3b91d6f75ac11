import LMDB
import Testing

@Suite("Sizes of keys and values") struct SizeTests {
    let temporary: TemporaryEnvironment

    init() throws { temporary = try TemporaryEnvironment() }

    /// Keys of so many bytes, in characters of four bytes as far as they go.
    private static func key(_ count: Int) -> [UInt8] {
        let wide = Array(String(repeating: "🏠", count: count / 4).utf8)
        return wide + [UInt8](repeating: 0x61, count: count - wide.count)
    }

    @Test("Keys of up to 511 bytes are stored and found", arguments: [1, 2, 510, 511])
    func longKeys(count: Int) throws {
        let plain = try temporary.environment.database(named: "plain")
        let multi = try temporary.environment.multiDatabase(named: "multi", valueSize: 1)
        let key = Self.key(count)
        let write = try temporary.environment.beginWrite()
        try write.put([1], for: key, in: plain)
        #expect(try write.insert([2], for: key, in: multi))
        try write.commit()
        let read = try temporary.environment.beginRead()
        #expect(try read.get(key, in: plain) == [1])
        #expect(try read.cursor(in: multi) { (cursor) throws(LMDBError) in try cursor.seek(key) })
    }

    @Test(
        "No key and longer keys are refused before LMDB sees them; nothing is found by one", arguments: [0, 512, 513])
    func badKeys(count: Int) throws {
        let plain = try temporary.environment.database(named: "plain")
        let multi = try temporary.environment.multiDatabase(named: "multi", valueSize: 1)
        let key = Self.key(count)
        let write = try temporary.environment.beginWrite()
        #expect(failure { try write.put([1], for: key, in: plain) } == .badKeySize)
        #expect(failure { _ = try write.insert([1], for: key, in: plain) } == .badKeySize)
        #expect(failure { _ = try write.delete(key, in: plain) } == .badKeySize)
        #expect(failure { _ = try write.insert([1], for: key, in: multi) } == .badKeySize)
        #expect(failure { _ = try write.delete([1], for: key, in: multi) } == .badKeySize)
        #expect(try write.get(key, in: plain) == nil)
        #expect(try !write.contains(key, in: plain))
        #expect(try !write.cursor(in: multi) { (cursor) throws(LMDBError) in try cursor.seek(key) })
        // The transaction is as good as before.
        try write.put([1], for: [1], in: plain)
        try write.commit()
    }

    @Test("Values of a multi-value database have its size", arguments: [1, 2, 510, 511])
    func valueSizes(size: Int) throws {
        let multi = try temporary.environment.multiDatabase(named: "multi", valueSize: size)
        let value = [UInt8](repeating: 7, count: size)
        let write = try temporary.environment.beginWrite()
        #expect(try write.insert(value, for: [1], in: multi))
        for wrong in [size - 1, size + 1, 0] where wrong != size {
            let value = [UInt8](repeating: 7, count: wrong)
            #expect(failure { _ = try write.insert(value, for: [1], in: multi) } == .badValueSize)
            #expect(failure { _ = try write.delete(value, for: [1], in: multi) } == .badValueSize)
            try write.cursor(in: multi) { cursor throws in
                #expect(try cursor.seek([1]))
                #expect(failure { _ = try cursor.seekValue(atLeast: value) } == .badValueSize)
                #expect(failure { _ = try cursor.seekValue(atMost: value) } == .badValueSize)
            }
        }
        #expect(try write.count(of: multi) == 1)
        try write.commit()
    }

    @Test("No database of values of no byte, or of more than 511", arguments: [-1, 0, 512])
    func badValueSizes(size: Int) {
        #expect(
            failure { _ = try temporary.environment.multiDatabase(named: "multi", valueSize: size) } == .badValueSize)
    }

    @Test("A plain value may be empty, or larger than pages", arguments: [0, 1, 2039, 4096, 100_000])
    func plainValues(count: Int) throws {
        let plain = try temporary.environment.database(named: "plain")
        let value = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let write = try temporary.environment.beginWrite()
        try write.put(value, for: [1], in: plain)
        try write.commit()
        let read = try temporary.environment.beginRead()
        #expect(try read.get([1], in: plain) == value)
    }
}

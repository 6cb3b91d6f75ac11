import LMDB
import Testing

@Suite("Databases") struct DatabaseTests {
    let temporary: TemporaryEnvironment
    var environment: Environment { temporary.environment }

    init() throws { temporary = try TemporaryEnvironment() }

    @Test("A database that is missing is made only where that is asked for")
    func missing() throws {
        #expect(failure { _ = try environment.database(named: "plain", creates: false) } == .missing)
        #expect(failure { _ = try environment.multiDatabase(named: "m", valueSize: 4, creates: false) } == .missing)
        let made = try environment.database(named: "plain")
        #expect(try environment.database(named: "plain", creates: false) == made)
    }

    @Test(
        "A name that LMDB would shorten or can't store is refused",
        arguments: ["", "a\u{0}b", "\u{0}", String(repeating: "a", count: 512)])
    func badNames(name: String) {
        #expect(failure { _ = try environment.database(named: name) } == .badKeySize)
        #expect(failure { _ = try environment.multiDatabase(named: name, valueSize: 1) } == .badKeySize)
    }

    @Test(
        "A long name in any script is kept apart from others",
        arguments: [String(repeating: "🏠", count: 127), "a", "A"])
    func names(name: String) throws {
        let named = try environment.database(named: name)
        let other = try environment.database(named: name + "x")
        let write = try environment.beginWrite()
        try write.put([1], for: [1], in: named)
        #expect(try write.count(of: other) == 0)
        try write.commit()
    }

    @Test("A database is not opened as what it is not, in this process or the next")
    func incompatible() throws {
        let plain = try environment.database(named: "plain")
        let multi = try environment.multiDatabase(named: "multi", valueSize: 4)
        let write = try environment.beginWrite()
        try write.put([1], for: [1], in: plain)
        _ = try write.insert([1, 2, 3, 4], for: [1], in: multi)
        try write.commit()
        func expectRefusals(by environment: Environment) {
            #expect(failure { _ = try environment.database(named: "multi") } == .incompatible)
            #expect(failure { _ = try environment.multiDatabase(named: "plain", valueSize: 4) } == .incompatible)
            #expect(failure { _ = try environment.multiDatabase(named: "multi", valueSize: 5) } == .incompatible)
        }
        expectRefusals(by: environment)
        environment.close()
        let next = try Environment.open(at: temporary.directory, options: .small)
        expectRefusals(by: next)
        // Nothing was kept of the refused ones.
        let found = try next.multiDatabase(named: "multi", valueSize: 4)
        let read = try next.beginRead()
        #expect(try read.count(of: found) == 1)
        read.end()
        next.close()
    }

    @Test("More databases than asked for are refused, and those that are open stay good")
    func full() throws {
        var options = Environment.Options.small
        options.maximumDatabases = 2
        let few = try TemporaryEnvironment(options)
        let first = try few.environment.database(named: "a")
        _ = try few.environment.database(named: "b")
        #expect(failure { _ = try few.environment.database(named: "c") } == .databasesFull)
        let write = try few.environment.beginWrite()
        try write.put([1], for: [1], in: first)
        try write.commit()
    }

    @Test("A transaction does not know a database that was opened after it had begun")
    func openedLater() throws {
        _ = try environment.database(named: "early")
        let read = try environment.beginRead()
        let late = try environment.database(named: "late")
        #expect(failure { _ = try read.get([1], in: late) } == .badDatabase)
        #expect(failure { _ = try read.count(of: late) } == .badDatabase)
        let next = try environment.beginRead()
        #expect(try next.count(of: late) == 0)
    }

    @Test("What is appended comes after everything, or changes nothing")
    func appended() throws {
        let database = try environment.database(named: "plain")
        let write = try environment.beginWrite()
        #expect(try write.append([1], for: [2], in: database))
        for key in [[1], [2], [1, 255]] as [[UInt8]] { #expect(try !write.append([2], for: key, in: database)) }
        #expect(try write.append([3], for: [2, 0], in: database))
        #expect(try write.count(of: database) == 2)
        #expect(try write.get([2], in: database) == [1])
        try write.commit()
    }

    @Test("What is appended fills its pages, where large values that are inserted leave room in each")
    func appendedPages() throws {
        let value = [UInt8](repeating: 1, count: 1_300)
        func bytesUsed(_ store: (borrowing WriteTransaction, [UInt8], Database) throws -> Bool) throws -> Int {
            let temporary = try TemporaryEnvironment()
            defer { withExtendedLifetime(temporary) {} }
            let database = try temporary.environment.database(named: "plain")
            let write = try temporary.environment.beginWrite()
            for number in 0..<1_000 as Range<UInt64> {
                #expect(try store(write, withUnsafeBytes(of: number.bigEndian) { Array($0) }, database))
            }
            try write.commit()
            return try temporary.environment.information.usedBytes
        }
        let appended = try bytesUsed { write, key, database in try write.append(value, for: key, in: database) }
        let inserted = try bytesUsed { write, key, database in try write.insert(value, for: key, in: database) }
        #expect(appended < inserted * 3 / 4)
    }

    @Test("A database of another environment is refused")
    func foreign() throws {
        let other = try TemporaryEnvironment()
        let foreign = try other.environment.database(named: "plain")
        let foreignMulti = try other.environment.multiDatabase(named: "multi", valueSize: 1)
        _ = try environment.database(named: "plain")
        let write = try environment.beginWrite()
        #expect(failure { _ = try write.get([1], in: foreign) } == .badDatabase)
        #expect(failure { try write.put([1], for: [1], in: foreign) } == .badDatabase)
        #expect(failure { _ = try write.delete([1], in: foreign) } == .badDatabase)
        #expect(failure { try write.empty(foreign) } == .badDatabase)
        #expect(failure { _ = try write.insert([1], for: [1], in: foreignMulti) } == .badDatabase)
        #expect(failure { try write.cursor(in: foreignMulti) { _ in } } == .badDatabase)
    }
}

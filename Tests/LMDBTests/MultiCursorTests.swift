import LMDB
import Testing

@Suite("Cursors over many values a key") struct MultiCursorTests {
    let temporary: TemporaryEnvironment
    let database: MultiDatabase

    init() throws {
        temporary = try TemporaryEnvironment()
        database = try temporary.environment.multiDatabase(named: "multi", valueSize: 2)
    }

    private static func bytes(_ value: Int) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }

    /// The pair at the cursor: the only byte of the key, and the value as a number.
    private static func pair(at cursor: borrowing MultiCursor) throws(LMDBError) -> Pair {
        try cursor.withCurrent { key, value in
            Pair(
                key: Int(key.unsafeLoad(as: UInt8.self)),
                value: Int(UInt16(bigEndian: value.unsafeLoadUnaligned(as: UInt16.self))))
        }
    }

    private struct Pair: Equatable {
        let key: Int
        let value: Int
    }

    /// Even values from 0, so many for each key.
    private func fill(_ counts: [UInt8: Int]) throws {
        let write = try temporary.environment.beginWrite()
        for (key, count) in counts {
            for value in 0..<count { #expect(try write.insert(Self.bytes(2 * value), for: [key], in: database)) }
        }
        try write.commit()
    }

    /// One value; a page within the page of its key; a tree of pages.
    static let counts = [1, 2, 20, 200, 5000]

    @Test("Walks by pair and by key see each once, in both directions")
    func walks() throws {
        try fill([1: 3, 2: 1, 3: 2000])
        let pairs = [(1, 3), (2, 1), (3, 2000)].flatMap { key, count in
            (0..<count).map { Pair(key: key, value: 2 * $0) }
        }
        let read = try temporary.environment.beginRead()
        try read.cursor(in: database) { cursor throws in
            func walk(
                _ start: (inout MultiCursor) throws(LMDBError) -> Bool,
                _ step: (inout MultiCursor) throws(LMDBError) -> Bool
            ) throws -> [Pair] {
                var seen: [Pair] = []
                var more = try start(&cursor)
                while more {
                    seen.append(try Self.pair(at: cursor))
                    more = try step(&cursor)
                }
                return seen
            }
            #expect(
                try walk({ c throws(LMDBError) in try c.first() }, { c throws(LMDBError) in try c.next() }) == pairs)
            #expect(
                try walk({ c throws(LMDBError) in try c.last() }, { c throws(LMDBError) in try c.previous() })
                    == pairs.reversed())
            #expect(
                try walk({ c throws(LMDBError) in try c.first() }, { c throws(LMDBError) in try c.nextKey() })
                    == [1, 2, 3].map { Pair(key: $0, value: 0) })
            #expect(
                try walk({ c throws(LMDBError) in try c.last() }, { c throws(LMDBError) in try c.previousKey() })
                    == [Pair(key: 3, value: 3998), Pair(key: 2, value: 0), Pair(key: 1, value: 4)])
        }
    }

    @Test("The values of one key are walked in both directions and counted", arguments: counts)
    func values(count: Int) throws {
        try fill([1: 1, 2: count, 3: 1])
        let read = try temporary.environment.beginRead()
        try read.cursor(in: database) { cursor throws in
            #expect(try cursor.seek([2]))
            #expect(try cursor.countOfValues() == count)
            var ascending: [Int] = []
            var more = true
            while more {
                ascending.append(try Self.pair(at: cursor).value)
                more = try cursor.nextValue()
            }
            #expect(ascending == (0..<count).map { 2 * $0 })
            #expect(try cursor.seek([2]))
            #expect(try cursor.lastValue())
            var descending: [Int] = []
            more = true
            while more {
                descending.append(try Self.pair(at: cursor).value)
                more = try cursor.previousValue()
            }
            #expect(descending == ascending.reversed())
            #expect(try cursor.seek([2]))
            #expect(try cursor.lastValue())
            #expect(try cursor.firstValue())
            #expect(try Self.pair(at: cursor) == Pair(key: 2, value: 0))
        }
    }

    @Test("A seek among values finds the nearest on the side that is asked for", arguments: counts)
    func seeksAmongValues(count: Int) throws {
        try fill([1: 1, 2: count, 3: 1])
        let greatest = 2 * (count - 1)
        let read = try temporary.environment.beginRead()
        try read.cursor(in: database) { cursor throws in
            for bound in Set([0, 1, 2, count, greatest - 1, greatest, greatest + 1, 0xFFFF]).filter({ $0 >= 0 }) {
                #expect(try cursor.seek([2]))
                let after = bound <= greatest ? Pair(key: 2, value: (bound + 1) / 2 * 2) : nil
                #expect(try cursor.seekValue(atLeast: Self.bytes(bound)) == (after != nil))
                if let after { #expect(try Self.pair(at: cursor) == after) }
                #expect(try cursor.seek([2]))
                #expect(try cursor.seekValue(atMost: Self.bytes(bound)))
                #expect(try Self.pair(at: cursor) == Pair(key: 2, value: min(bound / 2 * 2, greatest)))
                // It goes on from there.
                #expect(try cursor.nextValue() == (bound < greatest))
            }
        }
    }

    @Test("No value is at most one that is less than all")
    func seeksBeforeAll() throws {
        let write = try temporary.environment.beginWrite()
        for value in [5, 6, 7] { #expect(try write.insert(Self.bytes(value), for: [2], in: database)) }
        #expect(try write.insert(Self.bytes(1), for: [1], in: database))
        try write.cursor(in: database) { cursor throws in
            #expect(try cursor.seek([2]))
            #expect(try !cursor.seekValue(atMost: Self.bytes(4)))
            #expect(failure { _ = try cursor.nextValue() } == .cursorNotPositioned)
            #expect(try cursor.seek([1]))
            #expect(try !cursor.seekValue(atMost: Self.bytes(0)))
        }
    }

    @Test("Runs hold every value from the current one on exactly once", arguments: counts, [0, 1, 7])
    func runs(count: Int, skipped: Int) throws {
        try fill([1: 1, 2: count, 3: 1])
        let read = try temporary.environment.beginRead()
        try read.cursor(in: database) { cursor throws in
            #expect(try cursor.seek([2]))
            let start = min(skipped, count - 1)
            #expect(try cursor.seekValue(atLeast: Self.bytes(2 * start)))
            var seen: [Int] = []
            var runs = 0
            var more = true
            while more {
                try cursor.withRun { values in
                    for offset in stride(from: 0, to: values.byteCount, by: 2) {
                        let value = values.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self)
                        seen.append(Int(UInt16(bigEndian: value)))
                    }
                }
                runs += 1
                #expect(try Self.pair(at: cursor) == Pair(key: 2, value: seen.last ?? -1))
                more = try cursor.nextValue()
            }
            #expect(seen == (start..<count).map { 2 * $0 })
            #expect(runs <= 1 + count / 500)
        }
    }

    @Test("A run from the last value holds that value alone", arguments: counts)
    func lastRun(count: Int) throws {
        try fill([2: count])
        let read = try temporary.environment.beginRead()
        try read.cursor(in: database) { cursor throws in
            #expect(try cursor.seek([2]))
            #expect(try cursor.lastValue())
            let size = try cursor.withRun { $0.byteCount }
            #expect(size == 2)
            #expect(try Self.pair(at: cursor) == Pair(key: 2, value: 2 * (count - 1)))
            #expect(try !cursor.nextValue())
        }
    }

    @Test("A run over a key of one value is that value, also after a step from a key of many")
    func runsOverOne() throws {
        let write = try temporary.environment.beginWrite()
        for value in 0..<5 as Range<UInt8> { #expect(try write.insert([value, 0], for: [1], in: database)) }
        #expect(try write.insert([9, 9], for: [2], in: database))
        try write.cursor(in: database) { cursor throws in
            #expect(try cursor.first())
            #expect(try cursor.nextKey())
            #expect(try cursor.withRun { run in run.withUnsafeBytes { [UInt8]($0) } } == [9, 9])
            #expect(try cursor.withCurrent { _, value in value.withUnsafeBytes { [UInt8]($0) } } == [9, 9])
            #expect(try !cursor.nextValue())
        }
    }

    @Test(
        "A walk by runs, either way, holds every value from the current one on exactly once",
        arguments: counts, [0, 1, 7])
    func walksRuns(count: Int, skipped: Int) throws {
        try fill([1: 3, 2: count, 3: 3])
        let read = try temporary.environment.beginRead()
        try read.cursor(in: database) { cursor throws in
            for backwards in [false, true] {
                let start = backwards ? max(count - 1 - skipped, 0) : min(skipped, count - 1)
                for isSought in [true, false] where isSought || skipped == 0 {
                    #expect(try cursor.seek([2]))
                    if isSought {
                        #expect(try cursor.seekValue(atLeast: Self.bytes(2 * start)))
                    } else if backwards {
                        #expect(try cursor.lastValue())
                    }
                    var seen: [Int] = []
                    var runs = 0
                    let isStopped = try cursor.walkRuns(backwards: backwards) { values in
                        let run = stride(from: 0, to: values.byteCount, by: 2).map {
                            Int(UInt16(bigEndian: values.unsafeLoadUnaligned(fromByteOffset: $0, as: UInt16.self)))
                        }
                        seen += backwards ? run.reversed() : run
                        runs += 1
                        return true
                    }
                    #expect(!isStopped)
                    #expect(seen == (backwards ? (0...start).reversed() : Array(start..<count)).map { 2 * $0 })
                    #expect(runs <= 2 + count / 500)
                    #expect(failure { _ = try cursor.walkRuns { _ in true } } == .cursorNotPositioned)
                }
            }
        }
    }

    @Test("A walk by runs stops where it is told to, and the cursor stands on some value of the key", arguments: counts)
    func stopsRuns(count: Int) throws {
        try fill([1: 3, 2: count, 3: 3])
        let read = try temporary.environment.beginRead()
        try read.cursor(in: database) { cursor throws in
            for backwards in [false, true] {
                #expect(try cursor.seek([2]))
                #expect(try cursor.walkRuns(backwards: backwards) { _ in false })
                #expect(try Self.pair(at: cursor).key == 2)
                #expect(try cursor.seekValue(atMost: Self.bytes(0xFFFF)))
                #expect(try Self.pair(at: cursor) == Pair(key: 2, value: 2 * (count - 1)))
            }
        }
    }

    @Test("A cursor that stands nowhere does not guess")
    func standsNowhere() throws {
        try fill([1: 2])
        let read = try temporary.environment.beginRead()
        try read.cursor(in: database) { cursor throws in
            func expectNowhere() {
                #expect(failure { _ = try cursor.next() } == .cursorNotPositioned)
                #expect(failure { _ = try cursor.nextKey() } == .cursorNotPositioned)
                #expect(failure { _ = try cursor.lastValue() } == .cursorNotPositioned)
                #expect(failure { _ = try cursor.countOfValues() } == .cursorNotPositioned)
                #expect(failure { _ = try cursor.withRun { $0.byteCount } } == .cursorNotPositioned)
                #expect(failure { _ = try cursor.seekValue(atMost: Self.bytes(0)) } == .cursorNotPositioned)
            }
            expectNowhere()
            #expect(try cursor.last())
            #expect(try !cursor.nextValue())
            expectNowhere()
            #expect(try !cursor.seek([9]))
            expectNowhere()
            #expect(try !cursor.seek([]))
            expectNowhere()
        }
    }
}

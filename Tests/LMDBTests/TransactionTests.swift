import LMDB
import Testing

@Suite("Transactions") struct TransactionTests {
    let temporary: TemporaryEnvironment
    let database: Database
    let multi: MultiDatabase
    var environment: Environment { temporary.environment }

    init() throws {
        temporary = try TemporaryEnvironment()
        database = try temporary.environment.database(named: "plain")
        multi = try temporary.environment.multiDatabase(named: "multi", valueSize: 1)
    }

    @Test("What was committed is read, what was aborted is not")
    func commitsAndAborts() throws {
        let write = try environment.beginWrite()
        try write.put([1], for: [2], in: database)
        #expect(try write.get([2], in: database) == [1])
        try write.commit()
        let aborted = try environment.beginWrite()
        try aborted.put([3], for: [2], in: database)
        aborted.abort()
        do {
            let forgotten = try environment.beginWrite()
            try forgotten.put([4], for: [2], in: database)
        }
        let read = try environment.beginRead()
        #expect(try read.get([2], in: database) == [1])
        #expect(try read.get([4], in: database) == nil)
        #expect(try read.count(of: database) == 1)
    }

    @Test("A reader sees its snapshot, whatever is committed meanwhile")
    func snapshots() throws {
        let before = try environment.beginRead()
        let write = try environment.beginWrite()
        try write.put([1], for: [1], in: database)
        #expect(try before.get([1], in: database) == nil)
        try write.commit()
        #expect(try before.get([1], in: database) == nil)
        let after = try environment.beginRead()
        #expect(try after.get([1], in: database) == [1])
        #expect(after.identifier > before.identifier)
    }

    @Test("A reader that is used again sees what is new, and not its last snapshot")
    func idleReadersAreRenewed() throws {
        for value in 0..<100 as Range<UInt8> {
            let write = try environment.beginWrite()
            try write.put([value], for: [1], in: database)
            try write.commit()
            let read = try environment.beginRead()
            #expect(try read.get([1], in: database) == [value])
            read.end()
        }
        #expect(try environment.information.readers == 0)
    }

    @Test("Put replaces, insert does not, delete tells whether there was something")
    func plainChanges() throws {
        let write = try environment.beginWrite()
        try write.put([1], for: [5], in: database)
        try write.put([2], for: [5], in: database)
        #expect(try write.get([5], in: database) == [2])
        #expect(try !write.insert([3], for: [5], in: database))
        #expect(try write.get([5], in: database) == [2])
        #expect(try write.insert([3], for: [6], in: database))
        #expect(try write.count(of: database) == 2)
        #expect(try write.delete([5], in: database))
        #expect(try !write.delete([5], in: database))
        try write.empty(database)
        #expect(try write.count(of: database) == 0)
        try write.put([1], for: [1], in: database)
        try write.commit()
        let read = try environment.beginRead()
        #expect(try read.count(of: database) == 1)
    }

    @Test("A pair is there once, and goes alone or with all others")
    func multiChanges() throws {
        let write = try environment.beginWrite()
        #expect(try write.insert([1], for: [9], in: multi))
        #expect(try write.insert([2], for: [9], in: multi))
        #expect(try !write.insert([1], for: [9], in: multi))
        #expect(try write.count(of: multi) == 2)
        #expect(try write.delete([1], for: [9], in: multi))
        #expect(try !write.delete([1], for: [9], in: multi))
        #expect(try !write.delete([2], for: [8], in: multi))
        #expect(try write.insert([1], for: [9], in: multi))
        try write.empty(multi)
        #expect(try write.count(of: multi) == 0)
        try write.commit()
    }

    @Test("While page bytes or a cursor are lent, what would pull them away is refused and what reads is not")
    func lends() throws {
        let write = try environment.beginWrite()
        try write.put([1], for: [1], in: database)
        let key: [UInt8] = [1]
        try write.get(key.span.bytes, in: database) { _ throws in try expectRefusals(by: write) }
        try write.cursor(in: database) { _ throws in try expectRefusals(by: write) }
        try write.cursor(in: multi) { _ throws in try expectRefusals(by: write) }
        try write.beginNested()
        try write.cursor(in: multi) { _ throws in
            #expect(failure { try write.commitNested() } == .pagesLent)
            #expect(failure { try write.abortNested() } == .pagesLent)
        }
        try write.abortNested()
        // A lend ends with its closure, also by an error.
        #expect(throws: CancellationError.self) {
            try write.get(key.span.bytes, in: database) { _ throws in throw CancellationError() }
        }
        #expect(throws: CancellationError.self) {
            try write.cursor(in: database) { _ throws in throw CancellationError() }
        }
        try write.put([2], for: [2], in: database)
        try write.commit()
    }

    private func expectRefusals(by write: borrowing WriteTransaction) throws {
        #expect(failure { try write.put([2], for: [2], in: database) } == .pagesLent)
        #expect(failure { _ = try write.insert([2], for: [2], in: database) } == .pagesLent)
        #expect(failure { _ = try write.delete([1], in: database) } == .pagesLent)
        #expect(failure { try write.empty(database) } == .pagesLent)
        #expect(failure { _ = try write.insert([2], for: [2], in: multi) } == .pagesLent)
        #expect(failure { _ = try write.delete([2], for: [2], in: multi) } == .pagesLent)
        #expect(failure { try write.empty(multi) } == .pagesLent)
        #expect(failure { try write.beginNested() } == .pagesLent)
        #expect(try write.get([1], in: database) == [1])
    }

    @Test("A thread that has the write transaction is told so rather than left to wait for itself")
    func reentrance() throws {
        let write = try environment.beginWrite()
        #expect(failure { _ = try environment.beginWrite() } == .wrongThread)
        #expect(failure { _ = try environment.database(named: "new") } == .wrongThread)
        try write.commit()
        let next = try environment.beginWrite()
        next.abort()
    }

    @Test("Threads that write take turns, and none of their changes is lost")
    func turns() throws {
        let rounds = 200
        let threads = 4
        let (environment, database) = (environment, database)
        try inThreads(threads) {
            for _ in 0..<rounds {
                let write = try environment.beginWrite()
                let old = try write.get([1], in: database).map { Int($0[0]) << 8 | Int($0[1]) } ?? 0
                try write.put([UInt8((old + 1) >> 8), UInt8((old + 1) & 0xFF)], for: [1], in: database)
                try write.commit()
            }
        }
        let read = try environment.beginRead()
        let total = rounds * threads
        #expect(try read.get([1], in: database) == [UInt8(total >> 8), UInt8(total & 0xFF)])
    }

    @Test("A read-only environment reads, and refuses each change")
    func readOnly() throws {
        let write = try environment.beginWrite()
        try write.put([1], for: [1], in: database)
        try write.commit()
        environment.close()
        var options = Environment.Options.small
        options.isReadOnly = true
        let readOnly = try Environment.open(at: temporary.directory, options: options)
        defer { readOnly.close() }
        let found = try readOnly.database(named: "plain")
        #expect(failure { _ = try readOnly.beginWrite() } == .readOnly)
        #expect(failure { _ = try readOnly.database(named: "new") } == .missing)
        let read = try readOnly.beginRead()
        #expect(try read.get([1], in: found) == [1])
    }
}

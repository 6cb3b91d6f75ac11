import Foundation
import LMDB
import Testing

@Suite("Cursors over one value a key") struct CursorTests {
    let temporary: TemporaryEnvironment
    let database: Database

    init() throws {
        temporary = try TemporaryEnvironment()
        database = try temporary.environment.database(named: "plain")
    }

    private func fill(_ keys: some Sequence<UInt8>) throws {
        let write = try temporary.environment.beginWrite()
        for key in keys { try write.put([key, key], for: [key], in: database) }
        try write.commit()
    }

    private static func key(at cursor: borrowing Cursor) throws(LMDBError) -> UInt8 {
        try cursor.withCurrent { key, value in
            key.byteCount == 1 && value.byteCount == 2 ? key.unsafeLoad(as: UInt8.self) : 0
        }
    }

    @Test("A walk sees each key once, in order, and ends", arguments: [0, 1, 2, 250])
    func walks(count: UInt8) throws {
        let keys = Array(1..<(count + 1))
        try fill(keys.shuffled())
        let read = try temporary.environment.beginRead()
        let seen = try read.cursor(in: database) { cursor throws in
            var seen: [[UInt8]] = [[], []]
            var more = try cursor.first()
            while more {
                seen[0].append(try Self.key(at: cursor))
                more = try cursor.next()
            }
            more = try cursor.last()
            while more {
                seen[1].append(try Self.key(at: cursor))
                more = try cursor.previous()
            }
            return seen
        }
        #expect(seen == [keys, keys.reversed()])
    }

    @Test("A seek finds the key, or the first after it")
    func seeks() throws {
        try fill([10, 20, 30])
        let read = try temporary.environment.beginRead()
        try read.cursor(in: database) { cursor throws in
            for (sought, found) in [(0, 10), (10, 10), (11, 20), (20, 20), (30, 30)] as [(UInt8, UInt8)] {
                #expect(try cursor.seek(atLeast: [sought]))
                #expect(try Self.key(at: cursor) == found)
                #expect(try cursor.seek([sought]) == (sought == found))
            }
            #expect(try !cursor.seek(atLeast: [31]))
            #expect(try cursor.seek(atLeast: []))
            #expect(try Self.key(at: cursor) == 10)
            #expect(try cursor.seek([20]))
            #expect(try cursor.next())
            #expect(try Self.key(at: cursor) == 30)
        }
    }

    @Test("A cursor that stands nowhere does not guess: a step is an error, not a new start")
    func standsNowhere() throws {
        try fill([10])
        let read = try temporary.environment.beginRead()
        try read.cursor(in: database) { cursor throws in
            func expectNowhere() {
                #expect(failure { _ = try cursor.next() } == .cursorNotPositioned)
                #expect(failure { _ = try cursor.previous() } == .cursorNotPositioned)
                #expect(failure { _ = try Self.key(at: cursor) } == .cursorNotPositioned)
            }
            expectNowhere()
            #expect(try cursor.first())
            #expect(try !cursor.next())
            expectNowhere()
            #expect(try cursor.first())
            #expect(try !cursor.seek([5]))
            expectNowhere()
            #expect(try !cursor.seek(atLeast: [11]))
            expectNowhere()
            #expect(try cursor.last())
            #expect(try Self.key(at: cursor) == 10)
        }
    }

    @Test("Any code but the end is an error: a walk to a damaged page does not end early")
    func errorsAreNoEnd() throws {
        let write = try temporary.environment.beginWrite()
        for key in 0..<1000 {
            try write.put([UInt8](repeating: 1, count: 100), for: [UInt8(key >> 8), UInt8(key & 0xFF)], in: database)
        }
        try write.commit()
        temporary.environment.close()
        try damageBranches()

        let damaged = try Environment.open(at: temporary.directory, options: .small)
        defer { damaged.close() }
        let found = try damaged.database(named: "plain", creates: false)
        let read = try damaged.beginRead()
        var seen = 0
        let kind = failure {
            try read.cursor(in: found) { cursor throws in
                var more = try cursor.first()
                while more {
                    seen += 1
                    more = try cursor.next()
                }
            }
        }
        #expect(kind == .pageNotFound)
        #expect((1..<1000).contains(seen))
        #expect(failure { _ = try read.get([0, 0], in: found) } == .badTransaction)
        read.end()
        let next = try damaged.beginRead()
        #expect(try next.get([0, 0], in: found) != nil)
        #expect(failure { _ = try next.get([3, 0xE7], in: found) } == .pageNotFound)
    }

    /// Lets the last node of each branch page point behind the last page.
    private func damageBranches() throws {
        let path = temporary.directory + "/data.mdb"
        var file = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        for page in stride(from: 2 * 4096, to: file.count, by: 4096) where file[page + 10] == 1 {
            let lower = Int(file[page + 12]) | Int(file[page + 13]) << 8
            let node = page + (Int(file[page + lower - 2]) | Int(file[page + lower - 1]) << 8)
            file[node + 2] = 0xFF
        }
        try Data(file).write(to: URL(fileURLWithPath: path))
    }
}

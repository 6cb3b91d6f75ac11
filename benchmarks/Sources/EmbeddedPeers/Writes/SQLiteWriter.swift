import CEmbedded
import Foundation
import Synchronization

/// SQLite through its C interface. It has one writer: threads take turns at one connection, which costs less than to
/// have each find the file locked.
final class SQLiteWriter: Writer {
    let name: String
    let pace = 4
    private let turn: Turn

    init(_ directory: String, _ records: Records, _ synchronous: SQLiteSchema.Synchronous) throws {
        name = "sqlite, \(synchronous.rawValue)"
        turn = try Turn("\(directory)/\(synchronous.rawValue).sqlite", records, synchronous)
    }

    func create(_ count: Int, by writers: Int) throws {
        let turn = turn
        try Crew.run(writers) { _ in
            for _ in 0..<count / writers { try turn.insert() }
        }
    }

    /// `@unchecked Sendable`: all is used under the lock.
    private final class Turn: @unchecked Sendable {
        private let records: Records
        private let types: [String]
        private let connection: Connection
        private let statement: Statement
        private let lock = Mutex<UInt32>(0)

        init(_ path: String, _ records: Records, _ synchronous: SQLiteSchema.Synchronous) throws {
            self.records = records
            types = (0..<UInt32(records.count)).map(records.type)
            connection = try Connection(path, synchronous)
            for table in SQLiteSchema.tables { try connection.execute(table) }
            statement = try connection.prepare(SQLiteSchema.insert)
        }

        deinit { connection.close() }

        func insert() throws {
            try lock.withLock { number in
                let index = number % UInt32(records.count)
                try withUnsafeBytes(of: NewID.at(number)) { id in
                    guard let id = id.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
                    try statement.insert(records[index], id: id, type: types[Int(index)])
                }
                number += 1
            }
        }
    }
}

/// Ids of SQLite's records: UUIDv7, as those of the others.
enum NewID {
    /// The bytes of an id of now, greater than those of lesser numbers.
    static func at(_ number: UInt32) -> (UInt64, UInt64) {
        let milliseconds = UInt64(Date().timeIntervalSince1970 * 1_000)
        return ((milliseconds << 16 | 0x7000).bigEndian, (1 << 63 | UInt64(number)).bigEndian)
    }
}

import Foundation

/// SQLite through its C interface. It has one writer: threads take turns at one connection, which costs less than to
/// have each find the file locked.
final class SQLiteWriter: Writer {
    let name: String
    let pace = 4
    let turn: Turn

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
}

/// Ids of SQLite's records: UUIDv7, as those of the others.
enum NewID {
    /// The bytes of an id of now, greater than those of lesser numbers.
    static func at(_ number: UInt32) -> (UInt64, UInt64) {
        let milliseconds = UInt64(Date().timeIntervalSince1970 * 1_000)
        return ((milliseconds << 16 | 0x7000).bigEndian, (1 << 63 | UInt64(number)).bigEndian)
    }
}

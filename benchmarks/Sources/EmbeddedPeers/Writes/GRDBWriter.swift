import CEmbedded
import Foundation
import GRDB
import Synchronization

/// SQLite through GRDB, whose pool lets one thread write after the other.
final class GRDBWriter: Writer {
    let name: String
    let pace = 4
    let pool: DatabasePool
    /// What was made to be changed, and its JSON.
    var made: [(id: Data, json: Data)] = []
    let rows: [Row]
    let number = Number()

    init(_ directory: String, _ records: Records, _ synchronous: SQLiteSchema.Synchronous) throws {
        name = "grdb, \(synchronous.rawValue)"
        pool = try DatabasePool(
            path: "\(directory)/grdb-\(synchronous.rawValue).sqlite",
            configuration: SQLiteSchema.configuration(synchronous))
        // The pool sets NORMAL by itself after its configuration has been asked.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = \(synchronous.rawValue)") }
        try pool.write { database in
            for table in SQLiteSchema.tables { try database.execute(sql: table) }
        }
        rows = (0..<UInt32(min(records.count, 1_000))).map { index in
            let owner = Data(bytes: records[index].owner, count: Int(ID_BYTES))
            let json = Data(records.json(index))
            return Row(arguments: [records.city(index), owner, records.type(index), json], json: json)
        }
    }

    func create(_ count: Int, by writers: Int) throws {
        let (pool, rows, number) = (pool, rows, number)
        try Crew.run(writers) { _ in
            for _ in 0..<count / writers {
                try pool.write { database in
                    let number = number.next()
                    let id = withUnsafeBytes(of: NewID.at(number)) { Data($0) }
                    let statement = try database.cachedStatement(sql: SQLiteSchema.insert)
                    try statement.execute(arguments: [id] + rows[Int(number) % rows.count].arguments)
                }
            }
        }
    }

    struct Row {
        /// All but the id.
        let arguments: StatementArguments
        let json: Data
    }

    final class Number: Sendable {
        private let value = Atomic<UInt32>(0)
        func next() -> UInt32 { value.wrappingAdd(1, ordering: .relaxed).oldValue }
    }
}

import Foundation
import GRDB

extension GRDBWriter: Changer {
    func stock(_ count: Int) throws {
        made = try pool.write { database in
            let statement = try database.cachedStatement(sql: SQLiteSchema.insert)
            return try (0..<count).map { _ in
                let number = number.next()
                let id = withUnsafeBytes(of: NewID.at(number)) { Data($0) }
                let row = rows[Int(number) % rows.count]
                try statement.execute(arguments: [id] + row.arguments)
                return (id, row.json)
            }
        }
    }

    func change(_ change: Change, _ count: Int, by writers: Int) throws {
        let (pool, made, room) = (pool, made, Data(Changed.room.utf8))
        try Crew.run(writers) { member in
            for (id, json) in made[(member * count / writers)..<((member + 1) * count / writers)] {
                let (sql, arguments): (String, StatementArguments) =
                    switch change {
                    case .rename: (SQLiteSchema.update, [Data(Changed.renamed(json)), id])
                    case .addRoom: (SQLiteSchema.update, [json + room, id])
                    case .delete: (SQLiteSchema.delete, [id])
                    }
                try pool.write { database in
                    try database.cachedStatement(sql: sql).execute(arguments: arguments)
                    guard database.changesCount == 1 else { throw BenchmarkError("\(change): nothing is there") }
                }
            }
        }
    }
}

import CEmbedded
import Foundation
import GRDB

/// SQLite through GRDB: a pool, cached statements, and data that is not copied before it is used.
final class GRDBReader: Reader {
    let name = "grdb"
    let records: Records
    let pool: DatabasePool
    let ids: [Data]
    let cities: [String]
    let scratch: Scratch

    init(_ path: String, _ records: Records, largestPage: Int) throws {
        self.records = records
        pool = try DatabasePool(path: path, configuration: SQLiteSchema.configuration(.full))
        let indices = 0..<UInt32(records.count)
        ids = indices.map { Data(bytes: records[$0].id, count: Int(ID_BYTES)) }
        cities = indices.map(records.city)
        scratch = Scratch(byteCount: (records.longest + 1) * largestPage)
    }

    func getEach(_ asked: Asked) throws -> UInt64 {
        var sum: UInt64 = 0
        for id in ids(asked) { sum &+= try pool.read { database in try get(id, in: database) } }
        return sum
    }

    func getTogether(_ asked: Asked) throws -> UInt64 {
        try pool.read { database in
            var sum: UInt64 = 0
            for id in ids(asked) { sum &+= try get(id, in: database) }
            return sum
        }
    }

    func pages(_ places: Places, size: Int) throws -> UInt64 {
        let isDeep = places.cursors != nil
        var sum: UInt64 = 0
        for index in places.records {
            let city = cities[Int(index)]
            sum &+= try pool.read { database in
                let page = try database.cachedStatement(sql: isDeep ? SQLiteSchema.pageFrom : SQLiteSchema.firstPage)
                scratch.clear()
                let rows = try Row.fetchCursor(page, arguments: isDeep ? [city, ids[Int(index)], size] : [city, size])
                while let row = try rows.next() { try row.withUnsafeData(atIndex: 0) { append($0) } }
                return scratch.seen
            }
        }
        return sum
    }

    private func get(_ id: Data, in database: Database) throws -> UInt64 {
        let statement = try database.cachedStatement(sql: SQLiteSchema.get)
        let rows = try Row.fetchCursor(statement, arguments: [id])
        scratch.clear()
        if let row = try rows.next() { try row.withUnsafeData(atIndex: 0) { append($0) } }
        return scratch.seen
    }

    private func ids(_ asked: Asked) -> some Sequence<Data> {
        (0..<asked.count).lazy.map { place in
            asked.keys.withUnsafeBytes { Data($0[place * Int(ID_BYTES)..<(place + 1) * Int(ID_BYTES)]) }
        }
    }

    private func append(_ data: Data?) { data?.withUnsafeBytes { scratch.append($0) } }
}

extension SQLiteSchema {
    /// GRDB's configuration with the same settings.
    static func configuration(_ synchronous: Synchronous) -> Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            for setting in settings(synchronous).dropFirst() { try database.execute(sql: setting) }
        }
        return configuration
    }
}

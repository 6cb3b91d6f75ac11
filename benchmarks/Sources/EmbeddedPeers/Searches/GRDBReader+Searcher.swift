import CEmbedded
import Foundation
import GRDB

extension GRDBReader: Searcher {
    func finding(_ joins: Joins) throws -> () throws -> UInt64 {
        let arguments = joins.wanted.map { join -> StatementArguments in
            let two: [any DatabaseValueConvertible] = [cities[Int(join.city)], records.type(join.type)]
            let owner = join.owner.map { Data(bytes: records[$0].owner, count: Int(ID_BYTES)) }
            return StatementArguments(two + (owner.map { [$0] } ?? []) + [Joins.limit])
        }
        let sql = joins.wanted.allSatisfy { $0.owner == nil } ? SQLiteSchema.cityAndType : SQLiteSchema.cityTypeAndOwner
        return { [pool, scratch] in
            var sum: UInt64 = 0
            for arguments in arguments {
                sum &+= try pool.read { database in
                    let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: arguments)
                    scratch.clear()
                    while let row = try rows.next() {
                        try row.withUnsafeData(atIndex: 0) { $0?.withUnsafeBytes { scratch.append($0) } }
                    }
                    return scratch.seen
                }
            }
            return sum
        }
    }

    func countingCities(_ asked: [UInt32]) throws -> (Bool) throws -> UInt64 {
        let cities = asked.map { self.cities[Int($0)] }
        return { [pool] _ in
            var sum = 0
            for city in cities {
                sum += try pool.read { database in
                    let count = try database.cachedStatement(sql: SQLiteSchema.countOfCity)
                    return try Int.fetchOne(count, arguments: [city]) ?? 0
                }
            }
            return UInt64(sum)
        }
    }

    func countingPrefixes(_ prefixes: Prefixes) throws -> (Bool) throws -> UInt64 {
        let ranges = prefixes.texts.map { ($0, SQLiteSchema.end(ofPrefix: $0)) }
        return { [pool] _ in
            var sum = 0
            for (start, end) in ranges {
                sum += try pool.read { database in
                    let cities = try database.cachedStatement(sql: SQLiteSchema.citiesByPrefix)
                    let rows = try Row.fetchCursor(cities, arguments: [start, end, Prefixes.limit])
                    var counted = 0
                    while let row = try rows.next() {
                        let (count, city) = (row[0] as Int, row[1] as String)
                        counted += city.isEmpty ? 0 : count + 1
                    }
                    return counted
                }
            }
            return UInt64(sum)
        }
    }
}

import Cadastre
import EntityStore

extension StoreReader: Searcher {
    func finding(_ joins: Joins) throws -> () throws -> UInt64 {
        let queries = try joins.wanted.map(query)
        return { [store, scratch] in
            var sum: UInt64 = 0
            for query in queries {
                scratch.clear()
                var (found, next) = (0, PageCursor?.none)
                repeat {
                    next = try store.read { transaction in
                        try transaction.page(where: query, limit: Joins.limit - found, after: next) {
                            scratch.append($0.json)
                            found += 1
                        }
                    }
                } while next != nil && found < Joins.limit
                sum &+= scratch.seen
            }
            return sum
        }
    }

    func countingCities(_ asked: [UInt32]) throws -> (Bool) throws -> UInt64 {
        let cities = asked.map { self.cities[Int($0)] }
        return { [store] _ in
            var sum = 0
            for city in cities {
                sum += try store.read { transaction in try transaction.count(where: Property.byCity == city) }
            }
            return UInt64(sum)
        }
    }

    func countingPrefixes(_ prefixes: Prefixes) throws -> (Bool) throws -> UInt64 {
        let prefixes = prefixes.texts.map { Array($0.utf8) }
        return { [store] _ in
            var sum = 0
            for prefix in prefixes {
                let page = try store.read { transaction in
                    try transaction.keys(of: Property.byCity, prefix: prefix, limit: Prefixes.limit)
                }
                sum += page.items.reduce(page.items.count) { $0 + $1.count }
            }
            return UInt64(sum)
        }
    }

    private func query(_ join: Join) throws -> Query<Property> {
        guard let type = Slug(records.type(join.type)) else { throw BenchmarkError("no type") }
        let query = Property.byCity == cities[Int(join.city)] && Property.byType == type
        return join.owner.map { query && Property.byOwner == records.owner($0) } ?? query
    }
}

import Cadastre
import EntityStore
import Foundation

extension RegistryReader: Searcher {
    func finding(_ joins: Joins) throws -> () throws -> UInt64 {
        let wanted = joins.wanted.map { join in
            (cities[Int(join.city)], records.type(join.type), join.owner.map { records.owner($0).description })
        }
        return { [registry, scratch] in
            var sum: UInt64 = 0
            for (city, type, owner) in wanted {
                scratch.clear()
                var next: String?
                // An answer that has looked at 10,000 entries ends early; whoever wants the rest asks again.
                repeat {
                    let query = try PropertyQuery(
                        city: city, type: type, owner: owner, limit: Joins.limit, after: next)
                    let answer = try registry.properties(query, as: .anonymous)
                    Self.withItems(of: answer) { if !$0.isEmpty { scratch.append($0) } }
                    next = answer.next
                } while next != nil && (joins.isExhausting || scratch.isEmpty)
                sum &+= scratch.seen
            }
            return sum
        }
    }

    /// A register says how many a city has where it lists cities: the first that begins with the name.
    func countingCities(_ asked: [UInt32]) throws -> (Bool) throws -> UInt64 {
        let cities = asked.map { self.cities[Int($0)] }
        return { [registry] isChecked in
            var sum: UInt64 = 0
            for city in cities {
                let answer = try registry.cities(try CityQuery(prefix: city, limit: 1), as: .anonymous)
                if isChecked { sum += try Self.counts(in: answer).reduce(0, +) }
            }
            return sum
        }
    }

    func countingPrefixes(_ prefixes: Prefixes) throws -> (Bool) throws -> UInt64 {
        { [registry] isChecked in
            var sum: UInt64 = 0
            for prefix in prefixes.texts {
                let query = try CityQuery(prefix: prefix, limit: Prefixes.limit)
                let answer = try registry.cities(query, as: .anonymous)
                if isChecked { sum += try Self.counts(in: answer).reduce(0) { $0 + $1 + 1 } }
            }
            return sum
        }
    }

    private static func counts(in answer: ListAnswer) throws -> [UInt64] {
        try JSONDecoder().decode(Cities.self, from: Data(answer.json)).items.map(\.count)
    }

    private struct Cities: Decodable {
        struct City: Decodable { let count: UInt64 }
        let items: [City]
    }
}

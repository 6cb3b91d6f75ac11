import CEmbedded

extension SQLiteReader: Searcher {
    func finding(_ joins: Joins) throws -> () throws -> UInt64 {
        let byAll = try connection.prepare(SQLiteSchema.cityTypeAndOwner)
        let byTwo = try connection.prepare(SQLiteSchema.cityAndType)
        return { [records, scratch] in
            var sum: UInt64 = 0
            for join in joins.wanted {
                let page = join.owner == nil ? byTwo : byAll
                let (city, type) = (records[join.city], records.typeBytes(join.type))
                page.bind(text: city.city, count: city.city_length, at: 1)
                if let start = type.baseAddress { page.bind(text: start, count: type.count, at: 2) }
                if let owner = join.owner { page.bind(blob: records[owner].owner, count: Int(ID_BYTES), at: 3) }
                page.bind(integer: Joins.limit, at: join.owner == nil ? 3 : 4)
                scratch.clear()
                while try page.step() { scratch.append(page.blob) }
                page.reset()
                sum &+= scratch.seen
            }
            return sum
        }
    }

    func countingCities(_ asked: [UInt32]) throws -> (Bool) throws -> UInt64 {
        let count = try connection.prepare(SQLiteSchema.countOfCity)
        return { [records] _ in
            var sum = 0
            for index in asked {
                count.bind(text: records[index].city, count: records[index].city_length, at: 1)
                if try count.step() { sum += count.integer }
                count.reset()
            }
            return UInt64(sum)
        }
    }

    func countingPrefixes(_ prefixes: Prefixes) throws -> (Bool) throws -> UInt64 {
        let cities = try connection.prepare(SQLiteSchema.citiesByPrefix)
        let ranges = prefixes.texts.map { (Array($0.utf8), Array(SQLiteSchema.end(ofPrefix: $0).utf8)) }
        return { [scratch] _ in
            var sum = 0
            for (start, end) in ranges {
                try start.withUnsafeBytes { start in
                    try end.withUnsafeBytes { end in
                        guard let first = start.baseAddress, let last = end.baseAddress else { return }
                        cities.bind(text: first, count: start.count, at: 1)
                        cities.bind(text: last, count: end.count, at: 2)
                        cities.bind(integer: Prefixes.limit, at: 3)
                        scratch.clear()
                        while try cities.step() {
                            scratch.append(cities.text(at: 1))
                            sum += cities.integer + 1
                        }
                        cities.reset()
                    }
                }
            }
            return UInt64(sum)
        }
    }
}

extension SQLiteSchema {
    static let cityAndType = "SELECT json FROM property WHERE city = ? AND type = ? ORDER BY id DESC LIMIT ?"
    static let cityTypeAndOwner =
        "SELECT json FROM property WHERE city = ? AND type = ? AND owner = ? ORDER BY id DESC LIMIT ?"
    static let countOfCity = "SELECT count(*) FROM property WHERE city = ?"
    static let citiesByPrefix =
        "SELECT count(*), city FROM property WHERE city >= ? AND city < ? GROUP BY city ORDER BY city LIMIT ?"

    /// What is greater than all that begins with a prefix of ASCII letters, and no greater than anything else.
    static func end(ofPrefix prefix: String) -> String {
        prefix.dropLast() + String(decoding: prefix.utf8.suffix(1).map { $0 + 1 }, as: UTF8.self)
    }
}

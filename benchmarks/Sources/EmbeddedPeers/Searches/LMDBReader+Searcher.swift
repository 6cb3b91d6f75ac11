import CEmbedded

extension LMDBReader: Searcher {
    func finding(_ joins: Joins) -> () throws -> UInt64 {
        let wanted = joins.wanted.map(wanted)
        return { [self] in
            gets.page = Joins.limit
            return searches(&gets, wanted, wanted.count)
        }
    }

    func countingCities(_ records: [UInt32]) -> (Bool) throws -> UInt64 {
        { [self] _ in run(records, count_cities) }
    }

    func countingPrefixes(_ prefixes: Prefixes) -> (Bool) throws -> UInt64 {
        let prefixes = prefixes.texts.map { Array($0.utf8) }
        return { [self] _ in
            prefixes.reduce(0) { sum, bytes in
                sum
                    + bytes.withUnsafeBytes { bytes in
                        var prefix = prefix(
                            bytes: bytes.baseAddress?.assumingMemoryBound(to: CChar.self), count: bytes.count)
                        return count_prefixes(&gets, &prefix, 1)
                    }
            }
        }
    }

    /// What it points to lies in the pack, and stays.
    private func wanted(_ join: Join) -> CEmbedded.wanted {
        let (city, type) = (records[join.city], records.typeBytes(join.type))
        return CEmbedded.wanted(
            city: city.city, city_length: city.city_length,
            type: type.baseAddress?.assumingMemoryBound(to: CChar.self), type_length: type.count,
            owner: join.owner.flatMap { records[$0].owner })
    }
}

import EntityStore
import StrictJSON

extension Registry {
    /// A page of the cities that have properties, with how many they have, as `{"items":[{"city":…,"count":…}],"next":…}`.
    ///
    /// Cities that fold to the same text are one. Each is spelled as its newest property spells it.
    ///
    /// - Throws: `.malformed` where `after` is not the next of the same query.
    public func cities(_ query: CityQuery, as caller: Caller) throws(RegistryError) -> ListAnswer {
        let target = ArrayTarget(capacity: 64 * query.limit)
        let next = try cities(query, as: caller, into: target)
        return ListAnswer(json: target.bytes, next: next)
    }

    /// As ``cities(_:as:)``, without a copy in between.
    ///
    /// - Returns: ``ListAnswer/next``
    public func cities(
        _ query: CityQuery, as caller: Caller, into target: some AnswerTarget
    ) throws(RegistryError) -> String? {
        try read(as: caller) { transaction in
            switch query.order {
            case .name: try transaction.citiesByName(query, into: target)
            case .count: try transaction.citiesByCount(query, into: target)
            }
        }
    }
}

extension StoreTransaction where Self: ~Copyable {
    fileprivate func citiesByName(_ query: CityQuery, into target: some AnswerTarget) throws -> String? {
        let page = try keys(
            of: Property.byCity, prefix: query.prefix.bytes, limit: query.limit, after: query.after)
        let cities = page.items.prefix { query.prefix.matches($0.key) }
        // Those that match come first, so that the first that does not is the end.
        let next = cities.count == page.items.count ? page.next : nil
        return try list(cities, next: next?.description, into: target)
    }

    fileprivate func citiesByCount(_ query: CityQuery, into target: some AnswerTarget) throws -> String? {
        let page = try keys(
            of: Property.byCity, prefix: query.prefix.bytes, limit: CityQuery.maximumRanked)
        let cities = page.items.prefix { query.prefix.matches($0.key) }
        let ranked = cities.sorted { first, second in
            first.count != second.count
                ? first.count > second.count : first.key.lexicographicallyPrecedes(second.key)
        }
        return try list(ranked.prefix(query.limit), next: nil, into: target)
    }

    private func list(
        _ cities: some Collection<IndexKeyCount<Property>>, next: String?, into target: some AnswerTarget
    ) throws -> String? {
        var list = ListWriter(into: target)
        for city in cities {
            let spelling = try withRecord(city.newest) { record in
                JSONSlice(record.json)?.member("city").map { Array($0.bytes) }
            }
            guard let spelling = spelling ?? nil else {
                throw RegistryError.corrupt("The index of cities names the property \(city.newest), which has no city.")
            }
            var item = JSONWriter(capacity: 64)
            item.beginObject()
            item.name("city")
            item.raw(spelling)
            item.name("count")
            item.integer(city.count)
            item.endObject()
            list.append(item.bytes)
        }
        list.finish(next: next)
        return next
    }
}

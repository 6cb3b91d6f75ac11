import CEmbedded

/// Filters that must all hold, each that of a record.
struct Join: Hashable {
    /// A record of the city.
    let city: UInt32
    /// A record of the type.
    let type: UInt32
    /// A record of the owner; `nil` where any will do.
    let owner: UInt32?
}

/// What is looked for, the newest first.
struct Joins {
    /// The most that one answer lists.
    static let limit = 20

    let wanted: [Join]
    /// Whether less than ``limit`` meet, so that each peer has to look to the end.
    let isExhausting: Bool
}

extension Orders {
    /// City, type and owner of some properties.
    mutating func joins(_ count: Int) -> Joins {
        Joins(wanted: uniform(count).map { Join(city: $0, type: $0, owner: $0) }, isExhausting: false)
    }
}

extension Records {
    /// The worst that can be asked: a city and a type that have many properties each, and so few together that no page
    /// is full; `nil` where each city has each type more often.
    func worstJoin() -> Join? {
        var cities: [String: [UInt32]] = [:]
        var types: [String: [UInt32]] = [:]
        for index in 0..<UInt32(count) {
            cities[city(index), default: []].append(index)
            types[type(index), default: []].append(index)
        }
        var worst: (join: Join, alone: Int)?
        for city in cities.values.sorted(by: { ($0.count, $1[0]) > ($1.count, $0[0]) }).prefix(100) {
            for type in types.values.sorted(by: { $0[0] < $1[0] }) {
                let alone = min(city.count, type.count)
                guard alone > worst?.alone ?? 0, Set(city).intersection(type).count < Joins.limit else { continue }
                worst = (Join(city: city[0], type: type[0], owner: nil), alone)
            }
        }
        return worst?.join
    }
}

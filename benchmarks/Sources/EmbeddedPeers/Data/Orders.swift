import CEmbedded
import Foundation

/// Which records are asked for, in which order: the same for each peer, and for the same seed.
struct Orders {
    private let records: Records
    private var random: CEmbedded.random

    init(of records: Records, seed: UInt64) {
        self.records = records
        random = CEmbedded.random(state: seed)
    }

    /// All are as likely.
    mutating func uniform(_ count: Int) -> [UInt32] { draw(count, from: Array(0..<UInt32(records.count))) }

    /// Some are asked for often: the k-th most popular as often as 1 in k^0.99 (YCSB's). Which ones is a matter of chance.
    mutating func zipfian(_ count: Int) -> [UInt32] {
        var total = 0.0
        let cumulated = (1...records.count).map { rank in
            total += pow(Double(rank), -0.99)
            return total
        }
        var popular = Array(0..<UInt32(records.count))
        for place in popular.indices.dropFirst() { popular.swapAt(place, random_below(&random, place + 1)) }
        return (0..<count).map { _ in
            let point = Double(random_next(&random) >> 11) / Double(1 << 53) * total
            return popular[min(Self.first(in: cumulated, above: point), popular.count - 1)]
        }
    }

    /// Those of the largest city.
    mutating func hot(_ count: Int) -> [UInt32] {
        draw(count, from: cities.values.max { $0.count < $1.count } ?? [])
    }

    /// Those of cities that have no more than twenty; of the smallest city where there are none.
    mutating func cold(_ count: Int) -> [UInt32] {
        let cities = cities.values.sorted { $0[0] < $1[0] }
        let small = cities.filter { $0.count <= 20 }
        let smallest = cities.min { $0.count < $1.count } ?? []
        return draw(count, from: small.isEmpty ? smallest : small.flatMap { $0 })
    }

    /// Some of the places.
    mutating func shuffled(_ places: Places, _ count: Int) -> Places {
        let chosen = (0..<count).map { _ in random_below(&random, places.records.count) }
        return Places(
            records: chosen.map { places.records[$0] },
            cursors: places.cursors.map { cursors in chosen.map { cursors[$0] } })
    }

    private mutating func draw(_ count: Int, from those: [UInt32]) -> [UInt32] {
        (0..<count).map { _ in those[random_below(&random, those.count)] }
    }

    private var cities: [String: [UInt32]] {
        Dictionary(grouping: 0..<UInt32(records.count), by: records.city)
    }

    private static func first(in cumulated: [Double], above point: Double) -> Int {
        var range = cumulated.indices
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            range = cumulated[middle] > point ? range.lowerBound..<middle : middle + 1..<range.upperBound
        }
        return range.lowerBound
    }
}

import TestSupport
import Testing

@testable import EntityStore

@Suite("Leapfrog join") struct LeapfrogJoinTests {
    @Test("It finds what set intersection finds, in either order", arguments: 1...4, Order.allCases)
    func agreesWithSets(listCount: Int, order: Order) throws {
        for seed in UInt64(0)..<50 {
            var generator = SeededGenerator(seed: seed)
            let lists = (0..<listCount).map { _ in
                Set(
                    (0..<Int.random(in: 0...60, using: &generator)).map { _ in Int.random(in: 1...80, using: &generator)
                    })
            }
            let start = Int.random(in: 0...81, using: &generator)
            let common = lists.dropFirst().reduce(lists[0]) { $0.intersection($1) }
            let expected =
                order == .oldest
                ? common.filter { $0 >= start }.sorted() : common.filter { $0 <= start }.sorted(by: >)

            var join = LeapfrogJoin(
                lists.map { SortedArray($0, order: order) }, order: order, from: id(start), budget: .max)
            #expect(try join.rest() == (expected.map(id), .end), "seed \(seed)")
        }
    }

    @Test("A spent budget says where to go on, and going on from there misses and repeats nothing", arguments: 2...9)
    func resumes(budget: Int) throws {
        let evens = stride(from: 2, through: 400, by: 2)
        let threes = stride(from: 3, through: 400, by: 3)
        var place = RecordID.least
        var found: [RecordID] = []
        var rounds = 0
        while true {
            rounds += 1
            var join = LeapfrogJoin(
                [SortedArray(evens, order: .oldest), SortedArray(threes, order: .oldest)],
                order: .oldest, from: place, budget: budget)
            let (items, last) = try join.rest()
            found += items
            guard case .spent(let next) = last else { break }
            place = next
        }
        #expect(rounds > 20)
        #expect(found == stride(from: 6, through: 400, by: 6).map(id))
    }

    @Test("Disjoint interleaved lists cost no more postings than the budget")
    func bounded() throws {
        let odd = SortedArray(stride(from: 1, through: 40_001, by: 2), order: .oldest)
        let even = SortedArray(stride(from: 2, through: 40_000, by: 2), order: .oldest)
        var join = LeapfrogJoin([odd, even], order: .oldest, from: .least, budget: 10_000)
        let (items, last) = try join.rest()
        #expect(items.isEmpty)
        #expect(last == .spent(id(10_000)))
    }

    private func id(_ number: Int) -> RecordID { RecordID(high: 0, low: UInt64(number)) }
}

extension LeapfrogJoin {
    /// Everything until the join stops, and how it stopped.
    fileprivate mutating func rest() throws(StoreError) -> ([RecordID], Step) {
        var items: [RecordID] = []
        while true {
            let step = try next()
            guard case .found(let id) = step else { return (items, step) }
            items.append(id)
        }
    }
}

/// A posting list in memory.
private final class SortedArray: PostingList {
    private let ids: [RecordID]
    private let order: Order

    init(_ numbers: some Sequence<Int>, order: Order) {
        let sorted = numbers.map { RecordID(high: 0, low: UInt64($0)) }.sorted()
        ids = order == .oldest ? sorted : sorted.reversed()
        self.order = order
    }

    func seek(_ place: RecordID) -> RecordID? {
        var low = 0
        var high = ids.count
        while low < high {
            let middle = (low + high) / 2
            if order == .oldest ? ids[middle] < place : ids[middle] > place { low = middle + 1 } else { high = middle }
        }
        return low < ids.count ? ids[low] : nil
    }
}

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

            let postings = lists.map { SortedArray($0, order: order) }
            var join = LeapfrogJoin(
                postings[0], Array(postings.dropFirst()), order: order, from: id(start), budget: .max)
            var found: [RecordID] = []
            var rest = LeapfrogJoin.Rest.unknown
            while rest == .unknown { rest = try join.take(Int.random(in: 1...9, using: &generator), into: &found) }
            #expect(found == expected.map(id), "seed \(seed)")
            #expect(rest == .nothing)
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
                SortedArray(evens, order: .oldest), [SortedArray(threes, order: .oldest)],
                order: .oldest, from: place, budget: budget)
            guard case .unseen(let next) = try join.take(.max, into: &found) else { break }
            place = next
        }
        #expect(rounds > 20)
        #expect(found == stride(from: 6, through: 400, by: 6).map(id))
    }

    @Test("Disjoint interleaved lists cost no more postings than the budget")
    func bounded() throws {
        let odd = SortedArray(stride(from: 1, through: 40_001, by: 2), order: .oldest)
        let even = SortedArray(stride(from: 2, through: 40_000, by: 2), order: .oldest)
        var join = LeapfrogJoin(odd, [even], order: .oldest, from: .least, budget: 10_000)
        var items: [RecordID] = []
        #expect(try join.take(20, into: &items) == .unseen(id(10_000)))
        #expect(items.isEmpty)
    }

    private func id(_ number: Int) -> RecordID { RecordID(high: 0, low: UInt64(number)) }
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

    func take(_ count: Int, from place: RecordID, into ids: inout [RecordID]) {
        let start = position(of: place)
        ids += self.ids[start..<min(self.ids.count, start + count)]
    }

    func seek(_ place: RecordID) -> RecordID? {
        let position = position(of: place)
        return position < ids.count ? ids[position] : nil
    }

    private func position(of place: RecordID) -> Int {
        var low = 0
        var high = ids.count
        while low < high {
            let middle = (low + high) / 2
            if order == .oldest ? ids[middle] < place : ids[middle] > place { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

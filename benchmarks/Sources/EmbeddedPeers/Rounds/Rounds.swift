import CEmbedded
import Foundation

/// The same work by each contestant in turn, again and again, so that what the machine does meanwhile hits all.
struct Rounds {
    let count: Int
    let stopwatch: Stopwatch

    /// Runs every contestant once to warm up and then `count` times, a different one first each time, and prints a line
    /// for each.
    ///
    /// All must see the same: those whose checksums differ did not do the same work. In the round that warms up the
    /// checksum is of each byte.
    func run(_ work: String, _ contestants: [Contestant]) throws {
        var rates = [[Double]](repeating: [], count: contestants.count)
        for round in 0...count {
            look_at_all(round == 0 ? 1 : 0)
            var expected: UInt64?
            for turn in contestants.indices {
                let place = (turn + round) % contestants.count
                let contestant = contestants[place]
                try contestant.prepare()
                let start = stopwatch.seconds
                let checksum = try contestant.run()
                let seconds = stopwatch.seconds - start
                if checksum != expected ?? checksum {
                    throw BenchmarkError("\(work): \(contestant.peer) did other work than the others")
                }
                expected = checksum
                if round > 0 { rates[place].append(Double(contestant.operations) / seconds) }
            }
        }
        for (contestant, rates) in zip(contestants, rates) { report(work, contestant.peer, rates) }
    }

    private func report(_ work: String, _ peer: String, _ rates: [Double]) {
        let runs = rates.map { String(format: "%.1f", $0) }.joined(separator: ",")
        print("{\"work\":\"\(work)\",\"peer\":\"\(peer)\",\"unit\":\"1/s\",\"runs\":[\(runs)]}")
    }
}

/// Why nothing can be measured.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

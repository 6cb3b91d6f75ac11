import Foundation
import TestSupport
import Testing

@testable import EntityStore

@Suite("Decaying counters") struct DecayingCountersTests {
    private let directory = TemporaryDirectory()
    private let start = Timestamp(milliseconds: 1_790_000_000_000)

    @Test(
        "Exactly `bound` hits fit at once, then one more each time one has been forgotten",
        arguments: [
            DecayingLimit(10, per: 900), DecayingLimit(100, per: 900), DecayingLimit(60, per: 3_600),
            DecayingLimit(7, per: 900), DecayingLimit(1, per: 1), DecayingLimit(64, per: 1), DecayingLimit(3, per: 10),
        ])
    func bursts(limit: DecayingLimit) throws {
        let counters = try DecayingCounters.open(in: directory.path)
        for _ in 0..<limit.bound {
            #expect(counters.peek(1, limit, at: start) == nil)
            #expect(counters.hit(1, limit, at: start) == nil)
        }
        let wait = try #require(counters.peek(1, limit, at: start))
        #expect(counters.hit(1, limit, at: start) == wait)
        #expect(wait == (limit.window + limit.bound - 1) / limit.bound)

        let later = start.adding(seconds: Int64(wait))
        #expect(counters.peek(1, limit, at: later) == nil)
        let muchLater = start.adding(seconds: Int64(limit.window))
        for _ in 0..<limit.bound { #expect(counters.hit(1, limit, at: muchLater) == nil) }
        #expect(counters.hit(1, limit, at: muchLater) != nil)
    }

    @Test("A hit over the limit is not counted, so trying on does not lengthen the wait")
    func overIsNotCounted() throws {
        let counters = try DecayingCounters.open(in: directory.path)
        let limit = DecayingLimit(2, per: 100)
        for _ in 0..<50 { counters.hit(9, limit, at: start) }
        #expect(counters.peek(9, limit, at: start) == 50)
        #expect(counters.peek(9, limit, at: start.adding(seconds: 50)) == nil)
    }

    @Test("A hit that is taken back is forgotten, and no more than that")
    func takesBack() throws {
        let counters = try DecayingCounters.open(in: directory.path)
        let limit = DecayingLimit(3, per: 300)
        for _ in 0..<3 { #expect(counters.hit(5, limit, at: start) == nil) }
        counters.takeBack(5, limit, at: start)
        #expect(counters.hit(5, limit, at: start) == nil)
        #expect(counters.hit(5, limit, at: start) != nil)
        counters.takeBack(6, limit, at: start)
        for _ in 0..<3 { #expect(counters.hit(6, limit, at: start) == nil) }
    }

    @Test("Other keys of the same set of buckets are not blocked, and a flood of them does not free a blocked key")
    func collisions() throws {
        let counters = try DecayingCounters.open(in: directory.path)
        let limit = DecayingLimit(10, per: 900)
        let victim = key(set: 77, tag: 0)
        for _ in 0..<10 { #expect(counters.hit(victim, limit, at: start) == nil) }
        for tag in UInt64(1)...10_000 {
            #expect(counters.peek(key(set: 77, tag: tag), limit, at: start) == nil)
            #expect(counters.hit(key(set: 77, tag: tag), limit, at: start) == nil)
        }
        #expect(counters.peek(victim, limit, at: start) != nil)
        #expect(counters.peek(key(set: 78, tag: 0), limit, at: start) == nil)
    }

    @Test(
        "A clock that is set back lets nobody wait until it is where it was, and counts from then on",
        arguments: [961, 3_600, 31_536_000])
    func clockSetBack(seconds: Int64) throws {
        let counters = try DecayingCounters.open(in: directory.path)
        let limit = DecayingLimit(10, per: 900)
        for _ in 0..<10 { counters.hit(3, limit, at: start) }
        let before = start.adding(seconds: -seconds)
        counters.takeBack(3, limit, at: before)
        for _ in 0..<10 { #expect(counters.hit(3, limit, at: before) == nil) }
        #expect(counters.hit(3, limit, at: before) == 90)
    }

    @Test("One that is set back by less makes nobody wait longer than a window and a minute", arguments: [1, 30, 60])
    func clockSetBackLittle(seconds: Int64) throws {
        let counters = try DecayingCounters.open(in: directory.path)
        let limit = DecayingLimit(10, per: 900)
        for _ in 0..<10 { counters.hit(3, limit, at: start) }
        let before = start.adding(seconds: -seconds)
        #expect(counters.hit(3, limit, at: before) != nil)
        #expect(counters.hit(3, limit, at: before.adding(seconds: 960)) == nil)
    }

    @Test("Hits of many threads are all counted")
    func concurrent() throws {
        let counters = try DecayingCounters.open(in: directory.path)
        let limit = DecayingLimit(4_000, per: 1_000_000)
        let start = start
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for _ in 0..<500 { counters.hit(11, limit, at: start) }
        }
        #expect(counters.peek(11, limit, at: start) != nil)
        counters.takeBack(11, limit, at: start)
        #expect(counters.peek(11, limit, at: start) == nil)
    }

    @Test("The file is private, has every block, is shared by all who map it, and outlives them")
    func file() throws {
        let limit = DecayingLimit(1, per: 600)
        do {
            let first = try DecayingCounters.open(in: directory.path)
            let second = try DecayingCounters.open(in: directory.path)
            first.hit(21, limit, at: start)
            #expect(second.peek(21, limit, at: start) == 600)
        }
        #expect(try DecayingCounters.open(in: directory.path).peek(21, limit, at: start) == 600)

        var status = stat()
        #expect(stat(directory.path + "/counters", &status) == 0)
        #expect(status.st_size == DecayingCounters.bucketCount * 8)
        #expect(status.st_mode & 0o777 == 0o600)
        #expect(status.st_blocks * 512 >= status.st_size)
    }

    @Test("A file that was cut short is made whole before it is touched")
    func truncated() throws {
        let path = directory.path + "/counters"
        _ = try DecayingCounters.open(in: directory.path)
        #expect(truncate(path, 100) == 0)
        let counters = try DecayingCounters.open(in: directory.path)
        for key in stride(from: UInt64(0), to: 8_192, by: 1) {
            counters.hit(key, DecayingLimit(1, per: 600), at: start)
        }
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_size == DecayingCounters.bucketCount * 8)
    }

    @Test("A directory that is not there, and a link in the file's place, are refused")
    func refused() throws {
        #expect(throws: StoreError.self) { try DecayingCounters.open(in: directory.path + "/missing") }
        #expect(symlink("/etc/hostname", directory.path + "/counters") == 0)
        #expect(throws: StoreError.self) { try DecayingCounters.open(in: directory.path) }
    }

    private func key(set: UInt64, tag: UInt64) -> UInt64 { tag << 40 | set }
}

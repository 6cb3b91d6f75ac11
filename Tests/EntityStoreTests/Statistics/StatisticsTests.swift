import Foundation
import TestSupport
import Testing

@testable import EntityStore

@Suite("Statistics") struct StatisticsTests {
    @Test("Entities, commits and writes are counted")
    func counts() throws {
        let temporary = try TemporaryStore(holding: Note.self, Person.self)
        let store = temporary.store
        for number in 0..<3 {
            try store.write { transaction in
                _ = try transaction.insert { Note(id: $0, slug: "\(number)") }
            }
        }
        try store.write { _ in }
        let statistics = try store.statistics()
        #expect(
            statistics.collections == [
                StoreStatistics.Collection(name: "notes", entities: 3, indexEntries: 6),
                StoreStatistics.Collection(name: "people", entities: 0, indexEntries: 0),
            ])
        #expect(statistics.commits == 3)
        #expect(statistics.writes == 3)
        #expect(statistics.waitingWrites == 0)
        #expect(statistics.addressSpace == 1 << 30)
        #expect((4_096...statistics.addressSpace).contains(statistics.usedBytes))
        #expect(statistics.fileSize > 0)
        #expect(statistics.maximumReaders == 2_048)
    }

    @Test("A read that runs shows in its number, its age and its lag")
    func oldestRead() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        #expect(try store.statistics().oldestReadSeconds == 0)
        try store.read { _ in
            for number in 0..<4 { try store.write { _ = try $0.insert { Note(id: $0, slug: "\(number)") } } }
            let first = try store.statistics()
            #expect(first.readers >= 1)
            #expect(first.oldestReadLag == 4)
            while try store.statistics().oldestReadSeconds == first.oldestReadSeconds { sched_yield() }
            #expect(try store.statistics().oldestReadSeconds > 0)
        }
        #expect(try store.statistics().oldestReadSeconds == 0)
        #expect(try store.statistics().oldestReadLag == 0)
    }

    @Test("Reads of many threads are timed apart, and more than fit are not timed")
    func runningReads() {
        let reads = RunningReads()
        let places = (0..<200).map { _ in reads.begin() }
        #expect(Set(places.compactMap { $0 }).count == 128)
        #expect(places.filter { $0 == nil }.count == 72)
        for place in places { reads.end(place) }
        #expect(reads.oldestSeconds == 0)
        #expect(reads.begin() != nil)
    }

    @Test(
        "A store is private where nobody else may enter it, or where nobody else may read or write what is in it",
        arguments: [
            (0o700, 0o644, true), (0o755, 0o600, true), (0o755, 0o640, false), (0o711, 0o604, false),
            (0o770, 0o600, false), (0o777, 0o600, false),
        ])
    func privacy(directory: Int, file: Int, isPrivate: Bool) throws {
        let temporary = try TemporaryStore(holding: Note.self)
        #expect(try temporary.store.isPrivate())
        try FileManager.default.setAttributes([.posixPermissions: directory], ofItemAtPath: temporary.path)
        try FileManager.default.setAttributes([.posixPermissions: file], ofItemAtPath: temporary.path + "/data.mdb")
        #expect(try temporary.store.isPrivate() == isPrivate)
    }
}

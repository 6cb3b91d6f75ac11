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

    @Test("A read that lags shows in its number, its lag and, from when it was first seen, its age")
    func oldestRead() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        try store.read { _ in
            #expect(try store.statistics().readers >= 1)
            #expect(try store.statistics().oldestReadSeconds == 0)
            for number in 0..<4 { try store.write { _ = try $0.insert { Note(id: $0, slug: "\(number)") } } }
            let first = try store.statistics()
            #expect(first.oldestReadLag == 4)
            #expect(first.oldestReadSeconds == 0)
            #expect(try store.statistics().oldestReadSeconds > 0)
        }
        #expect(try store.statistics().oldestReadSeconds == 0)
        #expect(try store.statistics().oldestReadLag == 0)
    }

    @Test("A read of another process shows its age too")
    func oldestReadElsewhere() async {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryStore(holding: Note.self)
            let path = temporary.path
            var ready: [Int32] = [-1, -1]
            guard pipe(&ready) == 0 else { exit(2) }
            let child = Forking.child {
                guard let store = try? Store.open(at: path, options: .quick, holding: Note.self) else {
                    return 1
                }
                try? store.read { _ in
                    write(ready[1], "r", 1)
                    pause()
                }
                return 1
            }
            var byte: UInt8 = 0
            guard read(ready[0], &byte, 1) == 1 else { exit(3) }
            for number in 0..<2 {
                try temporary.store.write { _ = try $0.insert { Note(id: $0, slug: "\(number)") } }
            }
            let first = try temporary.store.statistics()
            let second = try temporary.store.statistics()
            Forking.kill(child)
            guard first.oldestReadLag == 2, first.oldestReadSeconds == 0, second.oldestReadSeconds > 0 else { exit(4) }
        }
    }

    @Test("The age begins anew where another read has become the oldest")
    func anotherRead() {
        let watch = OldestReadWatch()
        #expect(watch.look(at: 7, lag: 1) == 0)
        #expect(watch.look(at: 7, lag: 2) > 0)
        #expect(watch.look(at: 8, lag: 1) == 0)
        #expect(watch.look(at: 8, lag: 0) == 0)
        #expect(watch.look(at: 8, lag: 1) == 0)
        #expect(watch.look(at: nil, lag: 0) == 0)
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

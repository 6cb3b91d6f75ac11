import Foundation
import Synchronization
import TestSupport
import Testing

@testable import EntityStore

@Suite("Backup") struct BackupTests {
    private let target = TemporaryDirectory()

    @Test("A copy holds what the store holds, is private, and leaves free space out")
    func copies() throws {
        let temporary = try TemporaryStore(holding: Note.self, Person.self)
        let store = temporary.store
        try store.write { transaction in
            for number in 0..<2_000 {
                _ = try transaction.insert { Note(id: $0, slug: "\(number)", tag: "t\(number % 7)", text: "…") }
            }
            _ = try transaction.insert { Person(id: $0, name: "Ada") }
        }
        try store.write { transaction in
            for id in try transaction.ids(of: Note.self, limit: 1_500) { try transaction.delete(id) }
        }
        let path = target.path + "/copy"
        #expect(try store.backup(to: path) == BackupReport(records: 501, indexEntries: 1_500))

        let copy = try Store.open(at: path, options: .quick, holding: Note.self, Person.self)
        defer { copy.close() }
        expectNothingWrong(with: copy)
        #expect(try everything(in: copy) == everything(in: store))
        #expect(try copy.isPrivate())
        #expect(try copy.statistics().usedBytes < store.statistics().usedBytes / 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: target.path) == ["copy"])
    }

    @Test("A collection that the program does not declare is copied and counted too")
    func undeclared() throws {
        let temporary = try TemporaryStore(holding: Note.self, Person.self)
        try temporary.store.write { _ = try $0.insert { Person(id: $0, name: "Ada") } }
        let notesAlone = try temporary.reopen(holding: Note.self)
        let path = target.path + "/copy"
        #expect(try notesAlone.backup(to: path).records == 1)

        let copy = try Store.open(at: path, options: .quick, holding: Person.self)
        #expect(try copy.read { try $0.page(of: Person.self, newest: 9).items.map(\.name) } == ["Ada"])
        copy.close()
    }

    @Test("A copy that is made while others write is one snapshot")
    func underWrites() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        let isOver = Atomic(false)
        let writing = BackgroundThread {
            var number = 0
            while !isOver.load(ordering: .relaxed) {
                number += 1
                try? writePair(number, to: store)
            }
        }
        while try store.statistics().commits < 3 { sched_yield() }
        var records = 0
        for round in 0..<5 {
            let path = target.path + "/copy\(round)"
            let report = try store.backup(to: path)
            #expect(report.indexEntries == 3 * report.records)
            let copy = try Store.open(at: path, options: .quick, holding: Note.self)
            expectNothingWrong(with: copy)
            let authors = try copy.read { try $0.keys(of: Note.byAuthor, limit: .max).items }
            #expect(authors.allSatisfy { $0.count == 2 })
            #expect(authors.count * 2 == report.records)
            records = max(records, report.records)
            copy.close()
        }
        isOver.store(true, ordering: .relaxed)
        writing.join()
        #expect(records > 0)
    }

    @Test("A directory that holds something is left alone, an empty one is used, and a failure leaves nothing")
    func targets() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let full = target.path + "/full"
        try FileManager.default.createDirectory(atPath: full + "/inner", withIntermediateDirectories: true)
        #expect(throws: StoreError.self) { try temporary.store.backup(to: full) }
        #expect(FileManager.default.fileExists(atPath: full + "/inner"))

        #expect(throws: StoreError.self) { try temporary.store.backup(to: target.path + "/no/such/parent") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: target.path) == ["full"])

        try FileManager.default.removeItem(atPath: full + "/inner")
        try temporary.store.backup(to: full)
        let copy = try Store.open(at: full, options: .quick, holding: Note.self)
        copy.close()
    }

    @Test("A slash behind the directory's name changes nothing")
    func trailingSlash() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        try temporary.store.backup(to: target.path + "/copy//")
        try Store.open(at: target.path + "/copy", options: .quick, holding: Note.self).close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: target.path) == ["copy"])
    }

    @Test("An empty directory is left where it is until the copy is whole")
    func emptyTarget() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let empty = target.path + "/empty"
        try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: false)
        temporary.store.close()
        #expect {
            try temporary.store.backup(to: empty)
        } throws: { error in
            if case .misuse(let sentence) = error as? StoreError {
                !sentence.contains("holds something")
            } else {
                false
            }
        }
        #expect(FileManager.default.fileExists(atPath: empty))
    }

    @Test("A copy whose counts do not agree is refused and removed")
    func miscounted() throws {
        let temporary = try TemporaryStore(holding: Note.self, isVerified: false)
        try temporary.store.write { transaction in
            for number in 0..<10 { _ = try transaction.insert { Note(id: $0, slug: "\(number)", tag: "t") } }
        }
        temporary.store.close()
        try KeptCount.change(in: temporary.path, of: "index/notes/tag", from: 10, to: 11)
        let store = try Store.open(at: temporary.path, options: .quick, holding: Note.self)
        #expect {
            try store.backup(to: target.path + "/copy")
        } throws: { error in
            guard case .corrupt(let sentence) = error as? StoreError else { return false }
            return sentence.contains("notes/tag") && sentence.contains("11")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: target.path) == [])
        #expect(
            try store.verify().problems == [
                .wrongCount(collection: "notes", index: "tag", key: nil, kept: 11, found: 10)
            ])
        store.close()
    }

    /// Writes both or neither: a copy with one of them would be no snapshot.
    private func writePair(_ number: Int, to store: Store) throws {
        try store.write { transaction in
            for slug in ["a\(number)", "b\(number)"] {
                _ = try transaction.insert { Note(id: $0, slug: slug, tag: "pair", author: UInt64(number)) }
            }
        }
    }

    private func everything(in store: Store) throws -> [[UInt8]] {
        try store.read { transaction in
            let notes = try transaction.storedPage(of: Note.self, limit: .max).items.map(\.json)
            return try notes + transaction.storedPage(of: Person.self, limit: .max).items.map(\.json)
        }
    }
}

import TestSupport
import Testing

@testable import EntityStore

@Suite("Verification") struct VerifyTests {
    /// A way to damage a store that holds two notes, and the problems that it makes.
    struct Damage: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let plant: @Sendable (Vandal, _ first: ID<Note>, _ second: ID<Note>) throws -> [VerifyProblem]

        static func entry(_ index: String, _ key: [UInt8], _ id: RecordID) -> VerifyProblem.Entry {
            VerifyProblem.Entry(collection: "notes", index: index, key: key, id: id)
        }

        static func contradiction(_ id: ID<Note>, _ reason: String) -> VerifyProblem {
            .contradiction(collection: "notes", id: id.record, reason: reason)
        }

        static let all: [Damage] = [
            Damage(testDescription: "a missing entry") { vandal, first, _ in
                try vandal.unlist(first.record, under: "idea".indexBytes, in: "tag")
                return [.missingEntry(entry("tag", "idea".indexBytes, first.record))]
            },
            Damage(testDescription: "an entry whose record is gone") { vandal, _, _ in
                let stranger = RecordID(high: 1, low: 2)
                try vandal.list(stranger, under: "idea".indexBytes, in: "tag")
                return [.extraEntry(entry("tag", "idea".indexBytes, stranger))]
            },
            Damage(testDescription: "an entry beside the right one") { vandal, first, _ in
                try vandal.list(first.record, under: "other".indexBytes, in: "tag")
                return [.wrongEntry(entry("tag", "other".indexBytes, first.record))]
            },
            Damage(testDescription: "an entry moved to another key") { vandal, first, _ in
                try vandal.unlist(first.record, under: UInt64(7).indexBytes, in: "author")
                try vandal.list(first.record, under: UInt64(8).indexBytes, in: "author")
                return [
                    .missingEntry(entry("author", UInt64(7).indexBytes, first.record)),
                    .wrongEntry(entry("author", UInt64(8).indexBytes, first.record)),
                ]
            },
            Damage(testDescription: "two records under a unique key") { vandal, _, second in
                try vandal.list(second.record, under: "first".indexBytes, in: "slug")
                return [
                    .sharedKey(entry("slug", "first".indexBytes, second.record)),
                    .wrongEntry(entry("slug", "first".indexBytes, second.record)),
                ]
            },
            Damage(testDescription: "a lost record") { vandal, first, _ in
                try vandal.remove(first.record)
                return [
                    .extraEntry(entry("tag", "idea".indexBytes, first.record)),
                    .extraEntry(entry("author", UInt64(7).indexBytes, first.record)),
                    .extraEntry(entry("slug", "first".indexBytes, first.record)),
                ]
            },
            Damage(testDescription: "a record that is no record") { vandal, first, _ in
                try vandal.put([9, 9, 9], under: first.record.bytes)
                return [
                    .undecodable(collection: "notes", id: first.record, reason: "not a record of this format")
                ]
            },
            Damage(testDescription: "a record that was written for another id") { vandal, first, second in
                let record = try #require(try vandal.record(of: first.record))
                let json = try #require(
                    record.withUnsafeBytes { bytes in RecordLayout(bytes).map { Array(bytes[$0.json]) } })
                let moved = RecordLayout.encode(id: second.record, header: RecordHeader(), summary: [], json: json)
                try vandal.put(moved, under: second.record.bytes)
                return [
                    .undecodable(collection: "notes", id: second.record, reason: "its JSON has the id \(first)")
                ]
            },
            Damage(testDescription: "a record of which one bit is another") { vandal, first, _ in
                var record = try #require(try vandal.record(of: first.record))
                record[record.count - 2] ^= 1
                try vandal.put(record, under: first.record.bytes)
                return [.damaged(collection: "notes", id: first.record)]
            },
            Damage(testDescription: "a record under the id of another") { vandal, first, second in
                let record = try #require(try vandal.record(of: first.record))
                try vandal.put(record, under: second.record.bytes)
                return [
                    .damaged(collection: "notes", id: second.record)
                ]
            },
            Damage(testDescription: "a header of another version than the JSON") { vandal, first, _ in
                let record = try #require(try vandal.record(of: first.record))
                let json = try #require(
                    record.withUnsafeBytes { bytes in RecordLayout(bytes).map { Array(bytes[$0.json]) } })
                let changed = RecordLayout.encode(
                    id: first.record, header: RecordHeader(version: 2), summary: [], json: json)
                try vandal.put(changed, under: first.record.bytes)
                return [contradiction(first, "the header is not that of its JSON")]
            },
            Damage(testDescription: "a summary that is not the record's") { vandal, first, _ in
                let record = try #require(try vandal.record(of: first.record))
                let json = try #require(
                    record.withUnsafeBytes { bytes in RecordLayout(bytes).map { Array(bytes[$0.json]) } })
                let changed = RecordLayout.encode(
                    id: first.record, header: RecordHeader(), summary: [0x7B, 0x7D], json: json)
                try vandal.put(changed, under: first.record.bytes)
                return [contradiction(first, "the summary is not that of its JSON")]
            },
            Damage(testDescription: "a record under a key that is no id") { vandal, first, _ in
                let record = try #require(try vandal.record(of: first.record))
                try vandal.put(record, under: [1, 2, 3])
                return [.invalidID(collection: "notes", key: [1, 2, 3])]
            },
        ]
    }

    @Test("Each kind of damage is found, and nothing else", arguments: Damage.all)
    func finds(damage: Damage) throws {
        let temporary = try TemporaryStore(holding: Note.self, isVerified: false)
        let store = temporary.store
        let (first, second) = try store.write { transaction in
            (
                try transaction.insert { Note(id: $0, slug: "first", tag: "idea", author: 7) }.id,
                try transaction.insert { Note(id: $0, slug: "second", author: 7) }.id
            )
        }
        #expect(try store.verify() == VerifyReport(problems: [], records: 2, indexEntries: 5))
        let expected = try damage.plant(Vandal(store), first, second)
        #expect(try Set(store.verify().problems) == Set(expected))
        #expect(try store.verify().problems.count == expected.count)
    }

    @Test("Every problem is one line that names its place")
    func described() {
        let entry = VerifyProblem.Entry(collection: "notes", index: "tag", key: [0xFF, 0x01], id: .least)
        let problems: [VerifyProblem] = [
            .missingEntry(entry), .extraEntry(entry), .wrongEntry(entry), .sharedKey(entry),
            .undecodable(collection: "notes", id: .least, reason: "no"),
            .damaged(collection: "notes", id: .least),
            .contradiction(collection: "notes", id: .least, reason: "no"), .invalidID(collection: "notes", key: [1]),
            .wrongCount(collection: "notes", index: "tag", key: [0x41], kept: 1, found: 2),
            .unbuiltIndex(collection: "notes", index: "tag"),
        ]
        let page = VerifyProblem.damagedPage(number: 17, database: "records/notes", reason: "no")
        #expect(page.description == "page 17 of records/notes is damaged: no")
        for problem in problems {
            #expect(problem.description.hasPrefix("notes"))
            #expect(!problem.description.contains("\n"))
        }
        #expect(problems[0].description.contains("ff01"))
        #expect(problems[8].description.contains("\"A\""))
        #expect(Set(problems.map(\.description)).count == problems.count)
    }

    @Test("Progress goes up to the whole")
    func progress() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        try temporary.store.write { transaction in
            for number in 0..<1_500 { _ = try transaction.insert { Note(id: $0, slug: "\(number)", tag: "t") } }
        }
        var seen: [VerifyProgress] = []
        _ = try temporary.store.verify { seen.append($0) }
        #expect(seen.map(\.done) == [1_000, 2_000, 3_000, 4_000, 5_000, 6_000])
        #expect(seen.allSatisfy { $0.total == 6_000 })
    }
}

import Foundation
import Synchronization
import TestSupport
import Testing

@testable import EntityStore

@Suite("Group commit") struct GroupCommitTests {
    private struct Refused: Error {}

    @Test("64 writes that wait share one commit, in the order in which they queued")
    func oneCommit() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let outcomes = Commits(temporary.store).run { commits in
            for number in 0..<64 { commits.insert("\(number)") }
        }
        let ids = try outcomes.map { try $0.get() }
        #expect(try temporary.store.statistics().commits == 1)
        #expect(try temporary.store.statistics().writes == 64)
        #expect(try temporary.store.read { try $0.ids(of: Note.self) } == ids)
        #expect(
            try temporary.store.read { try $0.page(of: Note.self, order: .oldest, limit: 64).items.map(\.slug) }
                == (0..<64).map { "\($0)" })
    }

    @Test("64 threads make far fewer commits than writes, and each write is seen by the time it is answered")
    func threads() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        let unseen = Atomic(0)
        let threads = (0..<64).map { thread in
            BackgroundThread {
                for number in 0..<20 {
                    let id = try? store.write { try $0.insert { Note(id: $0, slug: "\(thread)-\(number)") }.id }
                    let isSeen = try? store.read { transaction in try id.map { try transaction.contains($0) } }
                    if isSeen != true { unseen.wrappingAdd(1, ordering: .relaxed) }
                }
            }
        }
        for thread in threads { thread.join() }
        #expect(unseen.load(ordering: .relaxed) == 0)
        let statistics = try store.statistics()
        #expect(statistics.writes == 1_280)
        #expect(statistics.commits < 640)
    }

    @Test("A completion is called when its commit has returned: what it wrote is there for a new read")
    func completions() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        let seen = Mutex<[Bool]>([])
        let group = DispatchGroup()
        for number in 0..<200 {
            group.enter()
            store.submit({ try $0.insert { Note(id: $0, slug: "\(number)") }.id }) { outcome in
                let isSeen = try? store.read { try $0.contains(outcome.get()) }
                seen.withLock { $0.append(isSeen == true) }
                group.leave()
            }
        }
        group.wait()
        #expect(seen.withLock { $0 } == Array(repeating: true, count: 200))
    }

    @Test(
        "One failing operation of a batch fails alone, leaves nothing, and leaves the other 63", arguments: [0, 31, 63])
    func oneFails(failing: Int) throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let outcomes = Commits(temporary.store).run { commits in
            for number in 0..<64 {
                commits.submit { transaction in
                    let id = try transaction.insert { Note(id: $0, slug: "\(number)", tag: "t", author: 1) }.id
                    if number == failing { throw Refused() }
                    return id
                }
            }
        }
        for (number, outcome) in outcomes.enumerated() {
            if number == failing {
                #expect(throws: Refused.self) { try outcome.get() }
            } else {
                #expect(throws: Never.self) { try outcome.get() }
            }
        }
        #expect(try temporary.store.statistics().commits == 1)
        let slugs = try temporary.store.read { try $0.page(of: Note.self, order: .oldest, limit: 99).items.map(\.slug) }
        #expect(slugs == (0..<64).filter { $0 != failing }.map { "\($0)" })
        #expect(try temporary.store.read { try $0.count(of: Note.self, where: Note.byTag == "t") } == 63)
    }

    @Test("An operation of a batch sees what those before it wrote, and not what one that failed did")
    func isolation() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let outcomes = Commits(temporary.store).run { commits in
            commits.insert("first")
            commits.submit { transaction in
                _ = try transaction.insert { Note(id: $0, slug: "second") }
                throw Refused()
            }
            commits.insert("second")
            commits.insert("first")
        }
        #expect(outcomes.map { (try? $0.get()) != nil } == [true, false, true, false])
        #expect {
            try outcomes[3].get()
        } throws: { error in
            guard case .duplicate("notes", "slug", let existing) = error as? StoreError else { return false }
            return try outcomes[0].get()?.record == existing
        }
    }

    @Test("A failure that a body swallows leaves nothing of the step that failed")
    func swallowed() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        try temporary.store.write { _ = try $0.insert { Note(id: $0, slug: "taken") } }
        try temporary.store.write { transaction in
            _ = try? transaction.insert { Note(id: $0, slug: "taken", tag: "lost", author: 3) }
            _ = try transaction.insert { Note(id: $0, slug: "free", author: 4) }
        }
        try temporary.store.read { transaction throws in
            #expect(try transaction.count(of: Note.self) == 2)
            #expect(try transaction.count(of: Note.self, where: Note.byTag == "lost") == 0)
            #expect(try transaction.count(of: Note.self, where: Note.byAuthor == 3) == 0)
        }
    }

    @Test("A write that changes nothing, and one that fails, make no commit")
    func nothingToCommit() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let count = try temporary.store.write { try $0.count(of: Note.self) }
        #expect(count == 0)
        #expect(throws: Refused.self) {
            try temporary.store.write { transaction in
                _ = try transaction.insert { Note(id: $0, slug: "lost") }
                throw Refused()
            }
        }
        #expect(try temporary.store.statistics().commits == 0)
        #expect(try temporary.store.read { try $0.count(of: Note.self) } == 0)
    }

    @Test("A write that asks to be alone has a commit of its own")
    func alone() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let outcomes = Commits(temporary.store).run { commits in
            commits.insert("a")
            commits.insert("b")
            commits.insert("large", alone: true)
            commits.insert("c")
            commits.insert("larger", alone: true)
        }
        #expect(outcomes.allSatisfy { (try? $0.get()) != nil })
        #expect(try temporary.store.statistics().commits == 4)
        #expect(try temporary.store.statistics().writes == 5)
    }
}

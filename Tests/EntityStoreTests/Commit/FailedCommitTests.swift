import Foundation
import TestSupport
import Testing

@testable import EntityStore

@Suite("A commit that fails") struct FailedCommitTests {
    @Test("It fails every write that it carried, leaves nothing of them, and the next one is not harmed")
    func fullDisk() async {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryStore(holding: Note.self)
            let store = temporary.store
            try store.write { try $0.insert { Note(id: $0, slug: "before") } }
            // What is left on the disk, as it were: the kernel refuses to let the file grow further.
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let unlimited = limit.rlim_cur
            limit.rlim_cur = rlim_t(try store.statistics().fileSize + 65_536)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)

            let outcomes = Commits(store).run { commits in
                for number in 0..<3 {
                    commits.submit { transaction in
                        let text = String(repeating: "x", count: 100_000)
                        return try transaction.insert { Note(id: $0, slug: "\(number)", text: text) }.id
                    }
                }
                commits.submit { transaction in
                    try transaction.insert { Note(id: $0, slug: "before") }.id
                }
            }
            for outcome in outcomes[..<3] { #expect(throws: StoreError.self) { try outcome.get() } }
            // This one failed by itself, and says so.
            #expect {
                try outcomes[3].get()
            } throws: { error in
                if case .duplicate = error as? StoreError { true } else { false }
            }
            #expect(try store.read { try $0.count(of: Note.self) } == 1)
            let committed = try store.statistics().commits
            #expect(committed == 1)

            limit.rlim_cur = unlimited
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            try store.write { try $0.insert { Note(id: $0, slug: "after") } }
            #expect(try store.read { try $0.count(of: Note.self) } == 2)
        }
    }

    @Test("A store whose address space is used up says so, reads, deletes, and then takes more")
    func fullMap() throws {
        var options = StoreOptions.quick
        options.addressSpace = 1 << 20
        let temporary = try TemporaryStore(holding: Note.self, options: options)
        let store = temporary.store
        var ids: [ID<Note>] = []
        let text = String(repeating: "x", count: 3_000)
        #expect {
            for number in 0..<1_000 {
                let slug = "\(number)"
                ids.append(try store.write { try $0.insert { Note(id: $0, slug: slug, tag: "t", text: text) }.id })
            }
        } throws: { error in
            if case .full = error as? StoreError { true } else { false }
        }
        #expect(ids.count > 50)
        expectNothingWrong(with: store)
        for id in ids { #expect(try store.write { try $0.delete(id) }) }
        #expect(try store.read { try $0.count(of: Note.self) } == 0)
        try store.write { try $0.insert { Note(id: $0, slug: "again", text: text) } }
    }
}

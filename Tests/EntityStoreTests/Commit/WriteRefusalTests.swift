import Foundation
import TestSupport
import Testing

@testable import EntityStore

@Suite("Why writes are refused") struct WriteRefusalTests {
    private static func note(_ store: Store, _ slug: String, text: String = "") throws {
        try store.write { try $0.insert { Note(id: $0, slug: slug, text: text) } }
    }

    @Test("A failure to write is told until a commit succeeds, or for 30 seconds where nobody tries")
    func failing() async {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryStore(holding: Note.self)
            let store = temporary.store
            try Self.note(store, "before")
            #expect(try store.writeRefusal == nil)
            // As with a quota, which the system does not tell of: the file may not grow further.
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let unlimited = limit.rlim_cur
            limit.rlim_cur = rlim_t(try store.statistics().fileSize)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let text = String(repeating: "x", count: 1 << 16)
            #expect(throws: StoreError.self) { try Self.note(store, "large", text: text) }
            #expect(try store.writeRefusal == .diskFull)
            #expect(try store.statistics().writeRefusal == .diskFull)
            #expect(try store.read { try $0.count(of: Note.self) } == 1)

            let failure = try #require(store.storage.failures.last)
            let end = failure.time + FailureMemory.lifetime
            #expect(try store.writeRefusal(at: end - 1) == .diskFull)
            // One that has come since the clock was read.
            #expect(try store.writeRefusal(at: failure.time - 1) == .diskFull)
            #expect(try store.writeRefusal(at: end) == nil)

            limit.rlim_cur = unlimited
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            try Self.note(store, "after", text: text)
            #expect(try store.writeRefusal(at: failure.time) == nil)
        }
    }

    @Test(
        "What is the system's counts, what is the write's own does not",
        arguments: [
            (.full("a"), .diskFull), (.unavailable("a"), .failing), (.corrupt("a"), .failing),
            (.busy, nil), (.misuse("a"), nil), (.invalidCursor, nil),
        ] as [(StoreError, WriteRefusal?)])
    func kinds(error: StoreError, refusal: WriteRefusal?) throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let store = temporary.store
        store.storage.failures.note(error)
        #expect(try store.writeRefusal == refusal)
        try Self.note(store, "a")
        #expect(try store.writeRefusal == nil)
    }

    @Test("A write that is refused for what it asks says nothing of others")
    func ownFault() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        try Self.note(temporary.store, "a")
        #expect(throws: StoreError.self) { try Self.note(temporary.store, "a") }
        #expect(try temporary.store.writeRefusal == nil)
    }

    @Test("A store that is open for reading refuses them all")
    func reading() throws {
        let temporary = try TemporaryStore(holding: Note.self)
        let path = temporary.store.path
        temporary.store.close()
        var options = temporary.store.options
        options.isReadOnly = true
        let store = try Store.open(at: path, options: options, holding: Note.self)
        defer { store.close() }
        #expect(try store.writeRefusal == .openForReading)
    }
}

import Foundation
import TestSupport
import Testing

@testable import EntityStore

@Suite("A store with damaged pages") struct DamageTests {
    private let directory = TemporaryDirectory()
    private var path: String { directory.path + "/store" }

    /// Makes a store, and lets every leaf page of records and indexes say that it is another page.
    init() throws {
        let store = try Store.open(at: path, options: .quick, holding: Note.self)
        try store.write { transaction in
            for number in 0..<500 { _ = try transaction.insert { Note(id: $0, slug: "\(number)", tag: "tag") } }
        }
        #expect(try store.verify().isClean)
        store.close()
        #expect(try Store.damage(at: path, options: .quick).isEmpty)
        let file = URL(fileURLWithPath: path + "/data.mdb")
        var bytes = try Data(contentsOf: file)
        for page in stride(from: 2 * 4096, to: bytes.count, by: 4096) where bytes[page + 10] == 2 {
            bytes[page] ^= 0x80
        }
        try bytes.write(to: file)
    }

    @Test("Its pages are listed without being read through the engine, each in one line")
    func listed() throws {
        let problems = try Store.damage(at: path, options: .quick)
        #expect(!problems.isEmpty)
        for problem in problems {
            guard case .damagedPage(let number, _, let reason) = problem else {
                Issue.record("\(problem)")
                continue
            }
            #expect(number >= 2 && reason == "it says that it is another page")
            #expect(problem.description.hasPrefix("page \(number)"))
        }
    }

    @Test("Whoever asks for it is refused such a store, with the page")
    func refused() throws {
        var options = StoreOptions.quick
        options.examinesPages = true
        #expect {
            try Store.open(at: path, options: options, holding: Note.self)
        } throws: { error in
            guard case .corrupt(let sentence) = error as? StoreError else { return false }
            return sentence.contains("damaged pages: page ") && sentence.contains("Restore a backup")
        }
    }
}

@Suite("A store whose pages are damaged while it is open") struct LateDamageTests {
    @Test("Neither verification nor backup follows them")
    func late() throws {
        let temporary = try TemporaryStore(holding: Note.self, isVerified: false)
        let store = temporary.store
        try store.write { transaction in
            for number in 0..<500 { _ = try transaction.insert { Note(id: $0, slug: "\(number)") } }
        }
        // Not closed before the store is, as that would drop its locks.
        let file = try #require(FileHandle(forUpdatingAtPath: store.path + "/data.mdb"))
        let size = try file.seekToEnd()
        for page in stride(from: UInt64(2 * 4096), to: size, by: 4096) {
            try file.seek(toOffset: page + 10)
            guard try file.read(upToCount: 1) == Data([2]) else { continue }
            try file.seek(toOffset: page)
            try file.write(contentsOf: Data([0xFF, 0xFF]))
        }
        let problems = try store.verify().problems
        #expect(!problems.isEmpty)
        for problem in problems { #expect(problem.description.contains("is damaged: it says that it is another page")) }
        let target = temporary.store.path + "-backup"
        #expect {
            try store.backup(to: target)
        } throws: { error in
            if case .corrupt = error as? StoreError { true } else { false }
        }
        #expect(!FileManager.default.fileExists(atPath: target))
        store.close()
        try file.close()
    }
}

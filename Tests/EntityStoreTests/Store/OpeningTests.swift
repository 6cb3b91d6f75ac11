import Foundation
import LMDB
import TestSupport
import Testing

@testable import EntityStore

@Suite("Opening a store") struct OpeningTests {
    private let directory = TemporaryDirectory()
    private var path: String { directory.path + "/store" }

    private func isMisuse(_ error: any Error) -> Bool {
        if case .misuse = error as? StoreError { true } else { false }
    }

    @Test("A store is a private directory of private files")
    func permissions() throws {
        let store = try Store.open(at: path, options: .quick, holding: Note.self)
        _ = try store.counters()
        let manager = FileManager.default
        #expect(try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o700)
        let names = try manager.contentsOfDirectory(atPath: path)
        #expect(Set(names) == ["data.mdb", "lock.mdb", "counters"])
        for name in names {
            #expect(try manager.attributesOfItem(atPath: path + "/" + name)[.posixPermissions] as? Int == 0o600)
        }
        store.close()
        store.close()
    }

    @Test("A missing store is refused where it may not be made, and nothing is made")
    func missing() throws {
        var options = StoreOptions.quick
        options.createsMissing = false
        #expect(throws: StoreError.self) { try Store.open(at: path, options: options, holding: Note.self) }
        #expect(!FileManager.default.fileExists(atPath: path))
        try Store.open(at: path, options: .quick, holding: Note.self).close()
        try Store.open(at: path, options: options, holding: Note.self).close()
    }

    @Test("A store of another format is refused with a sentence that names both, and is not changed")
    func otherFormat() throws {
        try Store.open(at: path, options: .quick, holding: Note.self).close()
        try write(UInt32(3).littleEndianBytes, under: "format")
        let before = try Data(contentsOf: URL(fileURLWithPath: path + "/data.mdb"))
        #expect {
            try Store.open(at: path, options: .quick, holding: Note.self)
        } throws: { error in
            guard case .incompatible(let sentence) = error as? StoreError else { return false }
            return sentence.contains("format 3") && sentence.contains("reads 2") && sentence.contains("Upgrade")
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path + "/data.mdb")) == before)
    }

    @Test("An LMDB file of another program is refused", arguments: ["meta", "theirs"])
    func foreign(database: String) throws {
        try write([1], under: "theirs", in: database)
        #expect {
            try Store.open(at: path, options: .quick, holding: Note.self)
        } throws: { error in
            if case .incompatible = error as? StoreError { true } else { false }
        }
    }

    @Test(
        "A damaged description of an index is an error, not a trap",
        arguments: [[], [9], Array(repeating: 7, count: 26)])
    func damagedDefinition(bytes: [UInt8]) throws {
        try Store.open(at: path, options: .quick, holding: Note.self).close()
        try write(bytes, under: "index/notes/tag")
        #expect {
            try Store.open(at: path, options: .quick, holding: Note.self)
        } throws: { error in
            if case .corrupt = error as? StoreError { true } else { false }
        }
    }

    @Test("A file that is no store's is refused")
    func garbage() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data(repeating: 0x41, count: 100_000).write(to: URL(fileURLWithPath: path + "/data.mdb"))
        #expect(throws: StoreError.self) { try Store.open(at: path, options: .quick, holding: Note.self) }
    }

    @Test("Names that break the rule, and two types of one collection, are misuse")
    func names() throws {
        #expect(throws: (any Error).self) { try Store.open(at: path, options: .quick, holding: Named<Empty>.self) }
        #expect(throws: (any Error).self) { try Store.open(at: path, options: .quick, holding: Named<UpperCase>.self) }
        #expect(throws: (any Error).self) { try Store.open(at: path, options: .quick, holding: Named<Slash>.self) }
        #expect(
            performing: { try Store.open(at: path, options: .quick, holding: Item<ByName>.self, Item<ByInitial>.self) },
            throws: isMisuse)
        #expect(performing: { try Store.open(at: path, options: .quick, holding: Named<Good>.self) }, throws: isMisuse)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("A store that is open for reading can be read, and refuses to be changed")
    func readOnly() throws {
        let writer = try Store.open(at: path, options: .quick, holding: Note.self)
        let id = try writer.write { try $0.insert { Note(id: $0, slug: "s") }.id }
        writer.close()
        var options = StoreOptions.quick
        options.isReadOnly = true
        let store = try Store.open(at: path, options: options, holding: Note.self)
        #expect(try store.read { try $0.get(id)?.slug } == "s")
        #expect(performing: { try store.write { try $0.delete(id) } }, throws: isMisuse)
        #expect(performing: { try store.counters() }, throws: isMisuse)
        #expect(!FileManager.default.fileExists(atPath: path + "/counters"))
        expectNothingWrong(with: store)
        store.close()
    }

    @Test("A directory without a store can't be opened for reading")
    func readOnlyMissing() throws {
        var options = StoreOptions.quick
        options.isReadOnly = true
        #expect(throws: StoreError.self) { try Store.open(at: path, options: options, holding: Note.self) }
    }

    @Test("A type that was not named at opening is misuse")
    func undeclared() throws {
        let store = try Store.open(at: path, options: .quick, holding: Note.self)
        #expect(performing: { try store.read { try $0.count(of: Person.self) } }, throws: isMisuse)
        #expect(performing: { try store.write { try $0.insert { Person(id: $0, name: "A") } } }, throws: isMisuse)
        store.close()
    }

    @Test("Opened twice with the same options it is one store; with others it is refused")
    func twice() throws {
        let first = try Store.open(at: path, options: .quick, holding: Note.self)
        let second = try Store.open(at: path + "/../store", options: .quick, holding: Note.self)
        let id = try first.write { try $0.insert { Note(id: $0, slug: "s") }.id }
        #expect(try second.read { try $0.contains(id) })
        var options = StoreOptions.quick
        options.durability = .full
        #expect(performing: { try Store.open(at: path, options: options, holding: Note.self) }, throws: isMisuse)
        first.close()
        #expect(try second.read { try $0.contains(id) })
        #expect(throws: StoreError.self) { try first.read { try $0.contains(id) } }
        second.close()
    }

    @Test(
        "Whether the system reads ahead is the environment's matter",
        arguments: [(.automatic, .automatic), (.on, .on), (.off, .off)]
            as [(StoreOptions.ReadAhead, Environment.Options.ReadAhead)])
    func readAhead(_ choice: StoreOptions.ReadAhead, _ told: Environment.Options.ReadAhead) {
        var options = StoreOptions.quick
        options.readAhead = choice
        #expect(Environment.Options(options).readAhead == told)
    }

    private func write(_ value: [UInt8], under key: String, in database: String = "meta") throws {
        var options = Environment.Options()
        options.addressSpace = 1 << 30
        let environment = try Environment.open(at: path, options: options)
        let meta = try environment.database(named: database)
        let transaction = try environment.beginWrite()
        try transaction.put(value, for: Array(key.utf8), in: meta)
        try transaction.commit()
        environment.close()
    }
}

/// An entity whose names are those of its type parameter.
private struct Named<Names: NameList>: Entity {
    static var collection: CollectionName { Names.collection }
    static var indexes: [any EntityIndex<Named>] {
        Names.indexes.map { Index<Named, String>($0) { "\($0.id)" } }
    }
    let id: ID<Named>
}

private protocol NameList: Sendable {
    static var collection: CollectionName { get }
    static var indexes: [String] { get }
}

private enum Empty: NameList {
    static let collection: CollectionName = ""
    static let indexes: [String] = []
}

private enum UpperCase: NameList {
    static let collection: CollectionName = "Notes"
    static let indexes: [String] = []
}

private enum Slash: NameList {
    static let collection: CollectionName = "good"
    static let indexes = ["a/b"]
}

/// Good names, but for one that is there twice.
private enum Good: NameList {
    static let collection: CollectionName = "good"
    static let indexes = ["one", "two", "one"]
}

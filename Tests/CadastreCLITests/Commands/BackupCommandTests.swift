import EntityStore
import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import CadastreCLI

@Suite("cadastre backup, restore, check, stats and upgrade") struct BackupCommandTests {
    private let store = CommandStore()
    private let other = CommandStore()

    init() throws {
        try #require(try store.run("seed", "--users", "3", "--properties", "30").exit == .done)
    }

    @Test("A backup is restored into a new directory, whole, and the backup stays as it was")
    func restore() throws {
        let backup = try store.directory.file("backup")
        let run = try store.run("backup", backup, "--json")
        #expect(run.exit == .done && run.output.hasPrefix("{\"records\":"), "\(run)")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(backup)/data.mdb"))
        let restored = try other.run("restore", backup, "--keep-sessions")
        #expect(restored.exit == .done && restored.output.contains("nothing wrong"), "\(restored)")
        #expect(try other.run("export", "--with-secrets").output == store.run("export", "--with-secrets").output)
        #expect(try other.run("token-key").output == store.run("token-key").output)
        #expect(try Data(contentsOf: URL(fileURLWithPath: "\(backup)/data.mdb")) == bytes)
        for file in [other.path, backup] { #expect(try FileManager.default.mode(of: file) == 0o700) }
        for file in ["\(other.path)/data.mdb", "\(backup)/data.mdb"] {
            #expect(try FileManager.default.mode(of: file) == 0o600)
        }
    }

    @Test("A restored store has a key of its own, and says how many sessions it has ended")
    func restoreEndsSessions() throws {
        let backup = try store.directory.file("backup")
        #expect(try store.run("backup", backup).exit == .done)
        let run = try other.run("restore", backup, "--json")
        #expect(run.exit == .done, "\(run)")
        #expect(try Array(run.output.utf8).parsed["sessionsEnded"] == 0)
        #expect(try other.run("token-key").output != store.run("token-key").output)
        #expect(try other.run("export", "--with-secrets").output == store.run("export", "--with-secrets").output)
    }

    @Test("Neither overwrites anything")
    func existing() throws {
        let before = try store.run("export").output
        expectOneSentence(try store.run("backup", store.path), .exists)
        expectOneSentence(try store.run("backup", try store.directory.file("file", "x")), .exists)
        let backup = try store.directory.file("backup")
        #expect(try store.run("backup", backup).exit == .done)
        expectOneSentence(try store.run("backup", backup), .exists)
        expectOneSentence(try store.run("restore", backup), .exists)
        #expect(try store.run("export").output == before)
    }

    @Test("What is no backup is refused, and nothing is made")
    func noBackup() throws {
        expectOneSentence(try other.run("restore", "/nowhere"), .missing)
        expectOneSentence(try other.run("restore", store.directory.path), .missing)
        let damaged = try store.directory.file("damaged")
        #expect(try store.run("backup", damaged).exit == .done)
        try Data("no store".utf8).write(to: URL(fileURLWithPath: "\(damaged)/data.mdb"))
        expectOneSentence(try other.run("restore", damaged), .inputOutput)
        #expect(!other.exists)
    }

    @Test("check says what is wrong, as text and as JSON, with status 1")
    func check() throws {
        #expect(try store.run("check").exit == .done)
        try damage()
        let run = try store.run("check")
        #expect(run.exit == .wrong)
        #expect(run.output.contains("types: the record ") && run.output.contains("1 problem"), "\(run)")
        #expect(run.error.filter { $0 == "\n" }.count == 1)
        let json = try store.run("check", "--json")
        #expect(json.exit == .wrong)
        #expect(try Array(json.output.utf8).parsed["problems"]?.array?.count == 1)
    }

    @Test("restore says what is wrong with what a backup held, with status 1")
    func restoreOfDamage() throws {
        try damage()
        let backup = try store.directory.file("backup")
        #expect(try store.run("backup", backup).exit == .done)
        let run = try other.run("restore", backup)
        #expect(run.exit == .wrong && run.output.contains("1 problem"), "\(run)")
    }

    @Test("stats counts what is there")
    func stats() throws {
        let json = try Array(store.run("stats", "--json").output.utf8).parsed
        #expect(json["records"]?["properties"] == 30)
        #expect(json["records"]?["users"] == 3)
        #expect(json["records"]?["types"] == 10)
        #expect(json["format"] == 2)
        let text = try store.run("stats").output
        #expect(text.contains("\nproperties ") && text.contains("  30\n"), "\(text)")
    }

    @Test("upgrade builds the indexes that an older version had not, and says so once")
    func upgrade() throws {
        let store = other
        // A program that knew types without their index, as an older version might have.
        let old = try Store.open(at: store.path, holding: OldType.self)
        _ = try old.write { try $0.insert { OldType(id: $0, slug: "yurt", label: "Yurt") } }
        old.close()
        let run = try store.run("upgrade")
        #expect(run.exit == .done && run.output.contains("is upgraded"), "\(run)")
        #expect(try store.export().contains { $0["type"]?["label"] == "Yurt" })
        #expect(try store.run("check").exit == .done)
        #expect(try store.run("upgrade").output.contains("is up to date"))
        let json = try Array(store.run("upgrade", "--json").output.utf8).parsed
        #expect(json["indexGeneration"] == json["from"])
    }

    /// Puts a record into the store that is no type.
    private func damage() throws {
        let store = try Store.open(at: store.path, holding: NoType.self)
        defer { store.close() }
        _ = try store.write { try $0.insert { NoType(id: $0) } }
    }
}

/// The types of a register without an index.
private struct OldType: Entity {
    static let collection: CollectionName = "types"
    var id: ID<OldType>
    let slug: String
    let label: String

    init(id: ID<OldType>, slug: String, label: String) {
        (self.id, self.slug, self.label) = (id, slug, label)
    }

    private enum CodingKeys: String, CodingKey {
        case slug = "id"
        case label
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = ID(RecordID(high: 0, low: 0))
        slug = try container.decode(String.self, forKey: .slug)
        label = try container.decode(String.self, forKey: .label)
    }

    mutating func adopt(id: ID<OldType>, header: RecordHeader) { self.id = id }
}

/// A record among the types that has neither label nor slug, though it is found like one.
private struct NoType: Entity {
    static let collection: CollectionName = "types"
    static let indexes: [any EntityIndex<NoType>] = [Index<NoType, String>("slug", unique: true) { "\($0.id)" }]
    let id: ID<NoType>
}

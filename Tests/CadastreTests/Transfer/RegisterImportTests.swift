import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("Export and import of a whole register") struct RegisterImportTests {
    private let register: TemporaryRegister

    init() throws {
        register = try TemporaryRegister()
    }

    @Test("An export makes the same register elsewhere, which exports as the same bytes", arguments: [false, true])
    func roundTrip(withSecrets: Bool) throws {
        try furnish(register)
        let lines = try export(register, withSecrets: withSecrets)
        let other = try TemporaryRegister()
        let (summary, rejections) = try load(lines, into: other) { $0.trustsSecrets = true }
        #expect(rejections.isEmpty)
        #expect(summary.added == lines.count - 1 && summary.users == 3)
        #expect(try export(other, withSecrets: withSecrets).map(\.text) == lines.map(\.text))
    }

    @Test("With secrets a user can log in with the same password, and without them nobody can")
    func secrets() throws {
        try furnish(register)
        for withSecrets in [true, false] {
            let other = try TemporaryRegister()
            _ = try load(export(register, withSecrets: withSecrets), into: other) { $0.trustsSecrets = true }
            func hashes(_ register: TemporaryRegister) throws -> [String?] {
                try register.registry.store.read { transaction in
                    try transaction.ids(of: User.self).map { try transaction.passwordHash(of: $0) }
                }
            }
            #expect(try hashes(other) == (withSecrets ? hashes(register) : [nil, nil, nil]))
        }
    }

    @Test("An export that is imported again changes nothing")
    func twice() throws {
        try furnish(register)
        let lines = try export(register, withSecrets: true)
        let (summary, rejections) = try load(lines, into: register) { $0.trustsSecrets = true }
        #expect(summary.unchanged == lines.count - 1 && summary.added == 0 && rejections.isEmpty)
        #expect(try export(register, withSecrets: true) == lines)
    }

    @Test("A new register takes the types of the export and no others; one in use keeps its own")
    func types() throws {
        try furnish(register)
        let lines = try export(register, withSecrets: false)
        let empty = try TemporaryRegister()
        _ = try load(lines, into: empty) { $0.trustsSecrets = true }
        #expect(try types(of: empty) == types(of: register))

        let used = try TemporaryRegister()
        _ = try used.house(of: used.user("zoe"))
        let (_, rejections) = try load(lines, into: used) { $0.trustsSecrets = true }
        #expect(rejections.map { $0.errors.map(\.field) } == [["type.label"]])
        #expect(try types(of: used).contains("villa") && types(of: used).contains("yurt"))
        #expect(try used.registry.type("house", as: .anonymous).decoded().label == "House")
    }

    @Test(
        "Types that an operator has made or changed stay when a new register takes an export", arguments: [false, true])
    func ownTypes(isDryRun: Bool) throws {
        let lines = try export(register, withSecrets: false)
        let other = try TemporaryRegister()
        _ = try other.registry.putType("yurt", TypeDraft(label: "Yurt"), as: .operator).commit()
        _ = try other.registry.putType("house", TypeDraft(label: "Maison"), as: .operator).commit()
        let (summary, rejections) = try load(lines, into: other) { $0.isDryRun = isDryRun }
        #expect(rejections.map { $0.errors.map(\.field) } == [["type.label"]])
        #expect(summary.added == PropertyType.defaults.count - 1)
        #expect(try types(of: other).contains("yurt"))
        #expect(try other.registry.type("house", as: .anonymous).decoded().label == "Maison")
    }

    @Test("A heading that is not the first line takes no types away")
    func lateHeading() throws {
        let heading = ExportHeading(hasSecrets: false, hasAdmins: false).line
        let before = try types(of: register)
        let (summary, rejections) = try load([Array("[]".utf8), heading], into: register)
        #expect(summary.rejected == 1 && rejections.map(\.line) == [1])
        #expect(try types(of: register) == before)
    }

    @Test("Admins and hashes are refused without trust, and nothing is written")
    func trust() throws {
        try furnish(register)
        let withAdmin = try export(register, withSecrets: false)
        let withHashes = try export(register, withSecrets: true)
        for lines in [withAdmin, withHashes, Array(withAdmin.dropFirst()), Array(withHashes.dropFirst())] {
            let other = try TemporaryRegister()
            let before = try export(other, withSecrets: true)
            let error = #expect(throws: RegistryError.self) { try load(lines, into: other) }
            #expect(error?.kind == .forbidden)
            #expect(try export(other, withSecrets: true) == before)
        }
    }

    @Test("The heading says whether any user is an admin, however late it was made", arguments: [false, true])
    func heading(hasAdmin: Bool) throws {
        for number in 0..<250 { _ = try register.user("user\(number)") }
        if hasAdmin { _ = try register.user("root", role: .admin) }
        _ = try register.user("last")
        let heading = try #require(try export(register, withSecrets: false).first)
        #expect(heading == ExportHeading(hasSecrets: false, hasAdmins: hasAdmin).line)
    }

    @Test("A dry run tells what the import would do, and does nothing")
    func dryRun() throws {
        try furnish(register)
        let lines = try export(register, withSecrets: true)
        let other = try TemporaryRegister()
        let before = try export(other, withSecrets: true)
        let promised = try load(lines, into: other) {
            $0.trustsSecrets = true
            $0.isDryRun = true
        }
        #expect(try export(other, withSecrets: true) == before)
        let kept = try load(lines, into: other) { $0.trustsSecrets = true }
        #expect(promised.summary == kept.summary && promised.rejections == kept.rejections)
    }

    @Test("What is there with other content stays, and the line is rejected", arguments: Conflict.all)
    func conflict(_ conflict: Conflict) throws {
        try furnish(register)
        let lines = try export(register, withSecrets: false)
        let line = try #require(lines.last { $0.text.contains(conflict.line) })
        let changed = Array(conflict.change(line.text, UniqueID.next()).utf8)
        let promised = try load([changed], into: register) { $0.isDryRun = true }
        let (summary, rejections) = try load([changed], into: register)
        #expect(promised.rejections == rejections)
        #expect(summary.rejected == 1 && summary.added == 0)
        #expect(rejections.map { $0.errors.map(\.field) } == [[conflict.field]])
        #expect(try export(register, withSecrets: false) == lines)
    }

    @Test("A line that breaks a rule is rejected with the field", arguments: BadLine.all)
    func badLine(_ bad: BadLine) throws {
        try furnish(register)
        let lines = try export(register, withSecrets: false)
        let source = try #require(lines.first { $0.text.hasPrefix("{\"\(bad.kind)\"") })
        let text = bad.change(source.text)
        #expect(text != source.text)
        let other = try TemporaryRegister()
        let (summary, rejections) = try load([Array(text.utf8)], into: other) { $0.trustsSecrets = true }
        #expect(summary.rejected == 1 && summary.added == 0)
        #expect(rejections.map { $0.errors.map(\.field) } == [[bad.field]], "\(rejections)")
    }

    @Test(
        "What is no line of an export is rejected",
        arguments: [
            "{}", "[]", "1", "{", "{\"user\":1}", "{\"type\":{},\"user\":{}}", "{\"house\":{}}",
            "{\"type\":{\"id\":\"a\",\"label\":\"A\"},\"type\":{\"id\":\"b\",\"label\":\"B\"}}",
        ])
    func noLine(text: String) throws {
        let (summary, rejections) = try load([Array(text.utf8)], into: register)
        #expect(summary.rejected == 1 && rejections.first?.line == 1)
    }

    @Test(
        "Whether lines are read ahead makes no difference to what is there, nor to what is told",
        arguments: [false, true])
    func readingAhead(isStrict: Bool) throws {
        let heading = ExportHeading(hasSecrets: false, hasAdmins: false).line
        let lines = (1...1_600).map { number in
            let label = [700, 701, 1_300].contains(number) ? "" : "Type \(number)"
            return Array(#"{"type":{"id":"type-\#(number)","label":"\#(label)"}}"#.utf8)
        }
        let runs = try [false, true].map { readsAhead in
            let other = try TemporaryRegister()
            let (summary, rejections) = try load([heading] + lines, into: other) {
                $0.readsAhead = readsAhead
                $0.stopsAtRejection = isStrict
            }
            return (summary, rejections, try export(other, withSecrets: true))
        }
        #expect(runs[0] == runs[1])
        #expect(runs[1].0.added == (isStrict ? 699 : 1_597))
        #expect(runs[1].1.map(\.line) == (isStrict ? [701] : [701, 702, 1_301]))
    }

    @Test("An export of another format is refused")
    func otherFormat() throws {
        let heading = Array(#"{"register":{"format":2,"secrets":false,"admins":false}}"#.utf8)
        let error = #expect(throws: RegistryError.self) { try load([heading], into: register) }
        #expect(error?.kind == .incompatible)
    }
}

extension RegisterImportTests {
    /// Three users, one of them an admin and one imported; properties with rooms; types other than the usual.
    private func furnish(_ register: TemporaryRegister) throws {
        let registry = register.registry
        let ada = try register.user("ada")
        _ = try register.user("root", role: .admin)
        _ = try registry.putType("yurt", TypeDraft(label: "Yurt"), as: .operator).commit()
        _ = try registry.putType("house", TypeDraft(label: "Maison"), as: .operator).commit()
        _ = try registry.deleteType("villa", as: .operator).commit()
        let house = try register.house(of: ada, named: "\"Échoppe\" \u{1F3E0}")
        register.clock.advance(seconds: 90)
        let patch = try MergePatch(json: Array(#"{"description": "Deux\nlignes"}"#.utf8))
        _ = try registry.patchProperty(house.id, with: patch, ifMatch: .none, as: ada).commit()
        var row = ImportRow(line: 2, id: "é", owner: "o", name: "Yourte", city: "Talence", type: "yurt")
        row.rooms = [RoomCount(kind: "bedroom", count: "2")]
        let table = try TableImport(into: registry, source: "table")
        #expect(try table.add(.success(row)).isEmpty && table.finish().isEmpty)
    }

    private func export(_ register: TemporaryRegister, withSecrets: Bool) throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
        try register.registry.export(withSecrets: withSecrets) { line, _ in lines.append(line) }
        return lines
    }

    private func load(
        _ lines: [[UInt8]], into register: TemporaryRegister, _ change: (inout ImportOptions) -> Void = { _ in }
    ) throws -> (summary: ImportSummary, rejections: [ImportRejection]) {
        var options = ImportOptions()
        change(&options)
        let target = RegisterImport(into: register.registry, options: options)
        var rejections: [ImportRejection] = []
        for (index, line) in lines.enumerated() { rejections += try target.add(line, at: index + 1) }
        rejections += try target.finish()
        return (target.summary, rejections)
    }

    private func types(of register: TemporaryRegister) throws -> [String] {
        try register.registry.types(as: .anonymous).json.parsed.items.compactMap { $0["id"]?.string }
    }
}

/// Ids that nothing has, in the past.
private enum UniqueID {
    static func next() -> String {
        var random = SystemRandomNumberGenerator()
        let tail = String(UInt64.random(in: 0..<1 << 48, using: &random), radix: 16)
        return "01900000-0000-7000-8000-" + String(repeating: "0", count: 12 - tail.count) + tail
    }
}

/// A line that claims something that another record has.
struct Conflict: Sendable, CustomTestStringConvertible {
    /// What the line to change contains.
    let line: String
    /// The line with something of its own, given an id that nothing has.
    let change: @Sendable (String, String) -> String
    let field: String
    var testDescription: String { "\(field) of \(line)" }

    static let all: [Conflict] = [
        Conflict(
            line: "\"label\":\"Maison\"", change: { line, _ in line.replacing("Maison", with: "Haus") },
            field: "type.label"),
        Conflict(
            line: "\"firstName\":\"ada\"", change: { line, _ in line.replacing("Test", with: "Other") }, field: "id"),
        Conflict(line: "\"firstName\":\"ada\"", change: withID, field: "user.email"),
        Conflict(
            line: "\"firstName\":\"ada\"",
            change: { line, id in withID(line, id).replacing("ada@example.org", with: "ADA@EXAMPLE.ORG") },
            field: "user.email"),
        Conflict(
            line: "\"firstName\":\"Imported\"",
            change: { line, id in withID(line, id).replacing("@import.invalid", with: "@other.invalid") },
            field: "externalId"),
        Conflict(line: "Échoppe", change: { line, _ in line.replacing("Deux", with: "Trois") }, field: "id"),
        Conflict(
            line: "Échoppe",
            change: { line, _ in line.replacing("}\n", with: ",\"externalId\":{\"source\":\"s\",\"value\":\"v\"}}") },
            field: "id"),
        Conflict(line: "Yourte", change: withID, field: "externalId"),
        Conflict(
            line: "Yourte",
            change: { line, id in
                withID(line, id).replacing(#/"ownerId":"[^"]*"/#, with: "\"ownerId\":\"\(id)\"")
            },
            field: "property.ownerId"),
    ]

    /// The line with another id: the first that it holds.
    private static let withID: @Sendable (String, String) -> String = { line, id in
        line.replacing(/"id":"[-0-9a-f]{36}"/, with: "\"id\":\"\(id)\"", maxReplacements: 1)
    }
}

/// A line that breaks a rule of its record.
struct BadLine: Sendable, CustomTestStringConvertible {
    let kind: String
    let change: @Sendable (String) -> String
    let field: String
    var testDescription: String { "\(kind): \(field)" }

    private init(_ kind: String, _ from: String, _ to: String, field: String) {
        self.kind = kind
        change = { $0.replacing(from, with: to, maxReplacements: 1) }
        self.field = field
    }

    private init(_ kind: String, matching member: String, _ to: String, field: String) {
        self.kind = kind
        change = { line in
            guard let regex = try? Regex(#""\#(member)":("(\\.|[^"\\])*"|[0-9]+)"#) else { return line }
            return line.replacing(
                regex, with: to.isEmpty ? "\"\(member)X\":1" : "\"\(member)\":\(to)", maxReplacements: 1)
        }
        self.field = field
    }

    static let all: [BadLine] = [
        BadLine("type", matching: "id", "\"A B\"", field: "type.id"),
        BadLine("type", matching: "label", "\"\"", field: "type.label"),
        BadLine("type", "}}", ",\"x\":1}}", field: "type.x"),
        BadLine("user", matching: "id", "\"00000000-0000-0000-0000-000000000000\"", field: "user.id"),
        BadLine("user", matching: "id", "\"01900000-0000-4000-8000-000000000000\"", field: "user.id"),
        BadLine("property", matching: "id", "\"00000000-0000-0000-0000-000000000000\"", field: "property.id"),
        BadLine(
            "property", "\"rooms\":[",
            "\"rooms\":[{\"id\":\"00000000-0000-0000-0000-000000000000\",\"name\":\"x\",\"kind\":\"y\",\"features\":{}},",
            field: "property.rooms[0].id"),
        BadLine("user", matching: "email", "\"nobody\"", field: "user.email"),
        BadLine("user", matching: "firstName", "\" \"", field: "user.firstName"),
        BadLine("user", matching: "lastName", "\"a\\nb\"", field: "user.lastName"),
        BadLine("user", matching: "role", "\"king\"", field: "user.role"),
        BadLine("user", matching: "version", "0", field: "user.version"),
        BadLine("user", matching: "version", "4503599627370497", field: "user.version"),
        BadLine("user", matching: "updatedAt", "\"2000-01-01T00:00:00.000Z\"", field: "user.updatedAt"),
        BadLine("user", matching: "updatedAt", "\"9999-01-01T00:00:00.000Z\"", field: "user.updatedAt"),
        // By the register's clock, which is not the system's.
        BadLine("user", matching: "updatedAt", "\"2026-03-03T00:00:00.000Z\"", field: "user.updatedAt"),
        BadLine("user", "}}", ",\"birthDate\":\"2026-03-02\"}}", field: "user.birthDate"),
        BadLine("user", "}}", ",\"password\":\"x\"}}", field: "user"),
        BadLine("user", "}}", ",\"birthDate\":\"9999-01-01\"}}", field: "user.birthDate"),
        BadLine("user", "}}", "},\"passwordHash\":\"x\"}", field: "passwordHash"),
        BadLine("user", "}}", "},\"externalId\":{\"source\":\"\",\"value\":\"v\"}}", field: "externalId"),
        BadLine("user", "}}", "},\"extra\":1}", field: "extra"),
        BadLine("property", matching: "name", "\"\"", field: "property.name"),
        BadLine("property", matching: "city", "\"!\"", field: "property.city"),
        BadLine("property", matching: "type", "\"castle\"", field: "property.type"),
        BadLine("property", matching: "ownerId", "\"01900000-0000-7000-8000-000000000000\"", field: "property.ownerId"),
        BadLine("property", matching: "kind", "\"\"", field: "property.rooms[0].kind"),
        BadLine("property", matching: "version", "-1", field: "property.version"),
        BadLine("property", matching: "version", "4503599627370497", field: "property.version"),
        BadLine("property", "}}\n", "},\"passwordHash\":\"x\"}", field: "passwordHash"),
    ]
}

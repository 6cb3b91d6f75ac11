import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import CadastreCLI

@Suite("cadastre import") struct ImportCommandTests {
    private let store = CommandStore()
    private static let columns = [
        "--map", "name=title,city=town,type=kind,description=text", "--owner-column", "host", "--id-column", "key",
    ]
    private static let table = """
        key,host,title,town,kind,text,beds
        1,a,"Belle
        maison",Bordeaux,House,"Deux
        lignes",2
        2,b,Studio,bègles,Studio,,
        3,a,,Talence,House,,1
        4,b,Péniche,Bordeaux,Houseboat,,1.5

        """

    @Test("Good rows are imported, bad ones are told with line and reason")
    func importing() throws {
        let run = try importTable(Self.table, "--rooms", "bedroom=beds")
        #expect(run.exit == .done)
        #expect(run.output == "2 added, 2 rejected, 2 users made\n")
        let file = "\(store.directory.path)/table.csv"
        #expect(
            run.error == """
                \(file):6: name must have 1 to 200 characters.
                \(file):7: type is not the id of a type.

                """)
        let properties = try store.export().compactMap { $0["property"] }
        #expect(properties.map { $0["name"]?.string } == ["Belle maison", "Studio"])
        #expect(properties[0]["description"]?.string == "Deux\nlignes")
        #expect(properties[0]["rooms"]?.array?.map { $0["name"]?.string } == ["Bedroom 1", "Bedroom 2"])
    }

    @Test("--json ends with the counts, and nothing else is on standard output")
    func json() throws {
        let run = try importTable(Self.table, "--json", "--create-types", "--rooms", "bedroom=beds")
        #expect(run.output == #"{"added":3,"updated":0,"unchanged":0,"rejected":1,"users":2}"# + "\n")
        let label = try store.export().first { $0["type"]?["id"]?.string == "houseboat" }?["type"]?["label"]?.string
        #expect(label == "Houseboat")
    }

    @Test("A second import changes nothing; with --update what differs is taken over")
    func again() throws {
        _ = try importTable(Self.table, "--create-types")
        let before = try store.export()
        let second = try importTable(Self.table, "--create-types", "--json")
        #expect(second.output == #"{"added":0,"updated":0,"unchanged":3,"rejected":1,"users":0}"# + "\n")
        let changed = Self.table.replacing("Studio,bègles", with: "Grand studio,bègles")
        #expect(try importTable(changed, "--create-types").output == "0 added, 3 unchanged, 1 rejected\n")
        #expect(try store.export() == before)
        let update = try importTable(changed, "--create-types", "--update")
        #expect(update.output == "0 added, 1 updated, 2 unchanged, 1 rejected\n")
        #expect(try store.export().contains { $0["property"]?["name"]?.string == "Grand studio" })
    }

    @Test("--strict stops at the first bad row with status 1, and what came before it stays")
    func strict() throws {
        let run = try importTable(Self.table, "--strict", "--json", "--create-types")
        #expect(run.exit == .wrong)
        #expect(run.lastLine == #"{"added":2,"updated":0,"unchanged":0,"rejected":1,"users":2}"#)
        #expect(run.error.contains("Stopped at line 6"))
        #expect(try store.export().compactMap { $0["property"] }.count == 2)
    }

    @Test("--dry-run says what would be done, and makes not even the store")
    func dryRun() throws {
        let run = try importTable(Self.table, "--dry-run", "--json", "--create-types")
        #expect(run.output == #"{"added":3,"updated":0,"unchanged":0,"rejected":1,"users":2}"# + "\n")
        #expect(!store.exists)
        _ = try importTable(Self.table)
        let before = try store.export()
        #expect(try importTable(Self.table, "--dry-run", "--create-types").output.contains("1 added, 2 unchanged"))
        #expect(try store.export() == before)
    }

    @Test("--errors writes each rejected row as JSON, for nobody else to read")
    func errors() throws {
        let errors = try store.directory.file("errors.ndjson")
        let run = try importTable(Self.table, "--errors", errors)
        #expect(run.error.isEmpty)
        #expect(run.output.contains("2 rejected (see \(errors))"))
        let lines = try String(contentsOfFile: errors, encoding: .utf8).split(separator: "\n")
        #expect(
            lines.map { String($0) } == [
                #"{"line":6,"errors":[{"field":"name","message":"must have 1 to 200 characters"}]}"#,
                #"{"line":7,"errors":[{"field":"type","message":"is not the id of a type"}]}"#,
            ])
        #expect(try FileManager.default.mode(of: errors) == 0o600)
    }

    @Test("Standard input needs a name for its source, zipped or not, and gives the same")
    func standardInput() throws {
        let arguments = ["import", "-", "--create-types", "--json"] + Self.columns
        expectOneSentence(try store.run(arguments, input: Array(Self.table.utf8)), .usage)
        let plain = try store.run(arguments + ["--source", "x"], input: Array(Self.table.utf8))
        #expect(plain.output == #"{"added":3,"updated":0,"unchanged":0,"rejected":1,"users":2}"# + "\n")
        let zipped = try gzip(Array(Self.table.utf8), in: store.directory)
        let again = try store.run(arguments + ["--source", "x"], input: zipped)
        #expect(again.output == #"{"added":0,"updated":0,"unchanged":3,"rejected":1,"users":0}"# + "\n")
    }

    @Test("The name of the file, or --source, tells rows with one id apart")
    func sources() throws {
        for (name, source) in [("a.csv", []), ("b.csv.gz", []), ("c.csv", ["--source", "a"])] as [(String, [String])] {
            let bytes = Array(Self.table.utf8)
            let file = try store.directory.file(name, name.hasSuffix("gz") ? gzip(bytes, in: store.directory) : bytes)
            let run = try store.run(["import", file, "--create-types"] + Self.columns + source)
            #expect(run.output.contains(name == "c.csv" ? "0 added, 3 unchanged" : "3 added"), "\(run)")
        }
    }

    struct Refusal: Sendable {
        let text: String
        let arguments: [String]
        let status: CommandStatus
        let words: String

        init(_ text: String, _ arguments: [String], _ status: CommandStatus, _ words: String) {
            self.text = text
            self.arguments = arguments
            self.status = status
            self.words = words
        }
    }

    private static let wrongMap = ["--map", "name=title,city=city,type=kind", "--owner-column", "host"]
    static let refusals = [
        Refusal(table, wrongMap + ["--id-column", "key"], .refused, "no column \"city\""),
        Refusal(table, wrongMap, .usage, "--id-column"),
        Refusal(table, [], .usage, "--map"),
        Refusal(table, columns + ["--rooms", "bedroom=rooms"], .refused, "no column \"rooms\""),
        Refusal(table, columns + ["--source", ""], .usage, "--source"),
        Refusal("", columns, .refused, "empty"),
        Refusal("{\"x\":1}", columns, .usage, "no --map"),
        Refusal("a,b\n1,2\n", columns, .refused, "no column"),
    ]

    @Test("A file or options that can't work are told before a store is made", arguments: refusals.indices)
    func refusal(index: Int) throws {
        let refusal = Self.refusals[index]
        let run = try store.run(["import", store.directory.file("table.csv", refusal.text)] + refusal.arguments)
        expectOneSentence(run, refusal.status)
        #expect(run.error.contains(refusal.words), "\(run)")
        #expect(!store.exists, "\(run)")
    }

    @Test("A gzip file that is cut short fails, and what it held until then is not lost")
    func truncated() throws {
        let rows = (0..<5_000).map { "\($0),h,Home \($0) \(UUID()),Bordeaux,House,,\n" }.joined()
        let zipped = try gzip(Array(("key,host,title,town,kind,text,beds\n" + rows).utf8), in: store.directory)
        let file = try store.directory.file("cut.csv.gz", Array(zipped.prefix(zipped.count / 2)))
        let run = try store.run(["import", file] + Self.columns)
        expectOneSentence(run, .inputOutput)
        #expect(run.error.contains("cut short"))
        #expect(try store.export().count > 1_000)
        #expect(try store.run("check").exit == .done)
    }

    @Test("Many bad rows are summed up")
    func manyBadRows() throws {
        let rows = (0..<50).map { "\($0),h,,Bordeaux,House,,\n" }.joined()
        let run = try importTable("key,host,title,town,kind,text,beds\n" + rows)
        #expect(run.error.split(separator: "\n").count == 21)
        #expect(run.error.contains("30 more rows rejected"))
    }

    private func importTable(_ text: String, _ options: String...) throws -> CommandRun {
        let file = try store.directory.file("table.csv", text)
        return try store.run(["import", file] + Self.columns + options)
    }
}

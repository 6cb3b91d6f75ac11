import Cadastre
import Testing

@testable import CadastreCLI

@Suite("Mapping columns") struct ColumnMapTests {
    private static let map = "name=title,city=town,type=kind"

    @Test("The options are read into fields and rooms")
    func reading() throws {
        let map = try ColumnMap(
            map: "name=a b,city=c=d,type=e,description=f", owner: "host", id: "key",
            rooms: "bedroom=beds,bath room=baths")
        #expect(map.fields == [.name: "a b", .city: "c=d", .type: "e", .description: "f"])
        #expect(map.rooms.map(\.kind) == ["bedroom", "bath room"])
        #expect(map.rooms.map(\.column) == ["beds", "baths"])
    }

    static let wrong: [(map: String, rooms: String, words: String)] = [
        ("", "", "name=COLUMN"),
        ("name=a,city=b", "", "type=COLUMN"),
        ("name=a,city=b,type=c,nam=d", "", "no field \"nam\""),
        ("name=a,city=b,type=c,name=d", "", "name twice"),
        ("name=a,city=b,type=", "", "\"type=\""),
        ("name=a,city=b,type", "", "\"type\""),
        (map, "bedrooms", "--rooms takes"),
        (map, "=bedrooms", "\"=bedrooms\""),
    ]

    @Test("What is missing or not understood is told", arguments: wrong)
    func refusal(_ options: (map: String, rooms: String, words: String)) {
        let failure = #expect(throws: CommandFailure.self) {
            try ColumnMap(map: options.map, owner: "o", id: "i", rooms: options.rooms)
        }
        #expect(failure?.status == .usage)
        #expect(failure?.sentence.contains(options.words) == true, "\(String(describing: failure))")
    }

    @Test("A row becomes what the register takes, whatever order its columns have")
    func row() throws {
        let rows = try read("town,beds,title,key,kind,host,unused\nBordeaux,2,Échoppe,7,house,42,x\n")
        let map = try ColumnMap(map: Self.map, owner: "host", id: "key", rooms: "bedroom=beds")
        let row = try Columns(map, in: rows[0], of: "a.csv").row(from: rows[1])
        #expect(row.line == 2)
        #expect(
            [row.id, row.owner, row.name, row.description, row.city, row.type] == [
                "7", "42", "Échoppe", "", "Bordeaux", "house",
            ])
        #expect(row.rooms.map(\.kind) == ["bedroom"])
        #expect(row.rooms.map(\.count) == ["2"])
    }

    static let headings: [(heading: String, words: String)] = [
        ("title,kind,host,key,beds", "no column \"town\": it has \"title\", \"kind\""),
        ("title,town,kind,host,key,town,beds", "2 columns \"town\""),
        ("title,town,kind,host,key", "no column \"beds\""),
        ("title,town,kind,key,beds", "no column \"host\""),
        ("title,town,kind,host,beds", "no column \"key\""),
    ]

    @Test("A column that is not there, or is there twice, is named", arguments: headings)
    func missingColumn(_ file: (heading: String, words: String)) throws {
        let rows = try read(file.heading + "\n")
        let map = try ColumnMap(map: Self.map, owner: "host", id: "key", rooms: "bedroom=beds")
        let failure = #expect(throws: CommandFailure.self) { try Columns(map, in: rows[0], of: "a.csv") }
        #expect(failure?.status == .refused)
        #expect(failure?.sentence.contains(file.words) == true, "\(String(describing: failure))")
    }

    @Test("A row with too few cells, or one that is no text, is rejected with its line")
    func badRows() throws {
        let bytes = Array("title,town,kind,host,key\na,b,c,d\na,b".utf8) + [0xFF] + Array(",c,d,e\n".utf8)
        let rows = try read(bytes)
        let columns = try Columns(
            ColumnMap(map: Self.map, owner: "host", id: "key", rooms: ""), in: rows[0], of: "a.csv")
        let short = ImportRejection(line: 2, errors: [FieldError("row", "has 4 cells where the heading has 5")])
        #expect(throws: short) { try columns.row(from: rows[1]) }
        let noText = ImportRejection(line: 3, errors: [FieldError("town", "is not UTF-8")])
        #expect(throws: noText) { try columns.row(from: rows[2]) }
    }

    private func read(_ text: String) throws -> [CSVRow] { try read(Array(text.utf8)) }

    private func read(_ bytes: [UInt8]) throws -> [CSVRow] {
        let reader = try CSVReader(ChunkedSource(bytes, atMost: 1_000), name: "a.csv")
        var rows: [CSVRow] = []
        while let row = try reader.next() { rows.append(row) }
        return rows
    }
}

import Cadastre

/// The reader of CSV and the import of its rows: however the bytes come, they are the same rows.
enum TableReading: Parser {
    private static let heading = "id,owner,name,description,city,type,bedrooms\n"

    static func read(_ bytes: [UInt8], _ choice: UInt8) {
        // Mostly the heading is right, so that there are rows.
        let bytes = choice & 1 == 0 ? Array(heading.utf8) + bytes : bytes
        let whole = rows(of: Pieces(bytes, size: .max))
        guard whole == rows(of: Pieces(bytes, size: Int(choice >> 1) + 1)) else { stop("rows depend on the pieces") }
        do {
            try take(bytes)
        } catch {
            complain(of: error)
        }
    }

    private static func rows(of source: Pieces) -> [[[UInt8]]]? {
        do throws(CommandFailure) {
            let reader = try CSVReader(source, name: "table")
            var rows: [[[UInt8]]] = []
            while let row = try reader.next() { rows.append((0..<row.count).map { Array(row[$0]) }) }
            return rows
        } catch {
            guard error.status == .refused else { stop(error.sentence) }
            return nil
        }
    }

    private static func take(_ bytes: [UInt8]) throws {
        let map = try ColumnMap(
            map: "name=name,city=city,type=type,description=description", owner: "owner", id: "id",
            rooms: "bedroom=bedrooms")
        var options = ImportOptions()
        options.isDryRun = true
        options.createsTypes = true
        let table = try TableImport(into: register, source: "fuzz", options: options)
        let rows = try TableRows(CSVReader(Pieces(bytes, size: .max), name: "table"), map: map, file: "table")
        var count = 0
        var rejected = 0
        while let row = try rows.next() {
            count += 1
            rejected += try table.add(row).count
        }
        rejected += try table.finish().count
        guard table.summary.rows == count, table.summary.rejected == rejected else {
            stop("rows are not counted right")
        }
    }
}

import Cadastre

/// Where in each row of one file the mapped columns are.
struct Columns {
    private let count: Int
    private let fields: [ColumnMap.Field: Int]
    private let owner: Int
    private let id: Int
    private let rooms: [(kind: String, column: Int)]
    private let names: [String]

    /// Looks the columns up in the heading.
    ///
    /// - Parameter file: What messages call the file.
    /// - Throws: `.refused` with the first column that is not there, or is there twice.
    init(_ map: ColumnMap, in heading: CSVRow, of file: String) throws(CommandFailure) {
        names = (0..<heading.count).map { heading.text($0) ?? "" }
        count = heading.count
        let names = names
        func place(of name: String) throws(CommandFailure) -> Int {
            let places = names.indices.filter { names[$0].utf8.elementsEqual(name.utf8) }
            guard let place = places.first else {
                let known = names.map { "\"\($0)\"" }.joined(separator: ", ")
                throw CommandFailure(.refused, "\(file) has no column \"\(name)\": it has \(known).")
            }
            guard places.count == 1 else {
                throw CommandFailure(.refused, "\(file) has \(places.count) columns \"\(name)\": give each a name.")
            }
            return place
        }
        var fields: [ColumnMap.Field: Int] = [:]
        for field in ColumnMap.Field.allCases {
            if let name = map.fields[field] { fields[field] = try place(of: name) }
        }
        self.fields = fields
        owner = try place(of: map.owner)
        id = try place(of: map.id)
        var rooms: [(kind: String, column: Int)] = []
        for room in map.rooms { rooms.append((room.kind, try place(of: room.column))) }
        self.rooms = rooms
    }

    /// The row as the register takes it.
    ///
    /// - Throws: What keeps it from being read at all.
    func row(from cells: CSVRow) throws(ImportRejection) -> ImportRow {
        guard cells.count == count else {
            let message = "has \(Quantity.counted(cells.count, "cell", "cells")) where the heading has \(count)"
            throw ImportRejection(line: cells.line, errors: [FieldError("row", message)])
        }
        func text(_ column: Int?) throws(ImportRejection) -> String {
            guard let column else { return "" }
            if let text = cells.text(column) { return text }
            throw ImportRejection(line: cells.line, errors: [FieldError(names[column], "is not UTF-8")])
        }
        var row = ImportRow(
            line: cells.line, id: try text(id), owner: try text(owner), name: try text(fields[.name]),
            city: try text(fields[.city]), type: try text(fields[.type]))
        row.description = try text(fields[.description])
        for (kind, column) in rooms { row.rooms.append(RoomCount(kind: kind, count: try text(column))) }
        return row
    }
}

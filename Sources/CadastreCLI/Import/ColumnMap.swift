import Cadastre

/// Which column of a table holds what of a property, by the columns' names.
struct ColumnMap: Equatable {
    /// What `--map` names columns for.
    enum Field: String, CaseIterable {
        case name, description, city, type

        var isRequired: Bool { self != .description }
    }

    /// A kind of room, and the column that says how many there are.
    struct Rooms: Equatable {
        let kind: String
        let column: String
    }

    let fields: [Field: String]
    let owner: String
    let id: String
    let rooms: [Rooms]

    /// Reads what the command line says.
    ///
    /// - Parameters:
    ///   - map: `name=title,city=town,type=kind`.
    ///   - rooms: `bedroom=bedrooms,bathroom=bathrooms`; empty for none.
    /// - Throws: `.usage` with what is missing or not understood.
    init(map: String, owner: String, id: String, rooms: String) throws(CommandFailure) {
        var fields: [Field: String] = [:]
        for (name, column) in try Self.pairs(in: map, of: "--map") {
            guard let field = Field(rawValue: name) else {
                let known = Field.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandFailure(.usage, "--map has no field \"\(name)\": it takes \(known).")
            }
            guard fields.updateValue(column, forKey: field) == nil else {
                throw CommandFailure(.usage, "--map names a column for \(name) twice.")
            }
        }
        for field in Field.allCases where field.isRequired && fields[field] == nil {
            throw CommandFailure(.usage, "--map must say which column holds the \(field): \(field)=COLUMN.")
        }
        self.fields = fields
        self.owner = owner
        self.id = id
        self.rooms = try Self.pairs(in: rooms, of: "--rooms").map { Rooms(kind: $0.key, column: $0.value) }
    }

    private static func pairs(
        in text: String, of option: String
    ) throws(CommandFailure) -> [(key: String, value: String)] {
        var pairs: [(key: String, value: String)] = []
        for part in text.split(separator: ",") {
            guard let equals = part.firstIndex(of: "="), equals > part.startIndex, part[equals...].count > 1 else {
                throw CommandFailure(.usage, "\(option) takes FIELD=COLUMN, parted by commas, not \"\(part)\".")
            }
            pairs.append((String(part[..<equals]), String(part[part.index(after: equals)...])))
        }
        return pairs
    }
}

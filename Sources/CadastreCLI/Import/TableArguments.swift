import ArgumentParser
import Cadastre

/// The options of `import` that are about tables.
struct TableArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Which column holds what: name=title,city=town,type=kind and, if there is one, description=text.",
            valueName: "field=column,…"))
    var map: String?

    @Option(help: ArgumentHelp("Column that says whose the row is.", valueName: "column"))
    var ownerColumn: String?

    @Option(help: ArgumentHelp("Column that tells the rows apart.", valueName: "column"))
    var idColumn: String?

    @Option(
        help: ArgumentHelp(
            "Columns that count rooms, by the kind of room: bedroom=bedrooms,bathroom=bathrooms.",
            valueName: "kind=column,…"))
    var rooms: String?

    @Flag(help: "Make the types that are not there yet.")
    var createTypes = false

    @Option(
        help: ArgumentHelp(
            "Name of where the table is from; ids of owners and rows are told apart by it (default: the file's name).",
            valueName: "name"))
    var source: String?

    @Flag(help: "Overwrite properties that were imported before and differ.")
    var update = false

    /// Which column holds what.
    ///
    /// - Throws: `.usage` where an option is missing.
    func columnMap() throws(CommandFailure) -> ColumnMap {
        guard let map, let ownerColumn, let idColumn else {
            throw CommandFailure(
                .usage, "A table needs --map, --owner-column and --id-column. See cadastre import --help.")
        }
        return try ColumnMap(map: map, owner: ownerColumn, id: idColumn, rooms: rooms ?? "")
    }

    /// The name of the source of `file`.
    func sourceName(of file: String) throws(CommandFailure) -> String {
        if let source { return source }
        guard file != "-" else { throw CommandFailure(.usage, "Name with --source where standard input is from.") }
        let name = file.split(separator: "/").last ?? ""
        return String(name.prefix { $0 != "." })
    }

    /// Refuses options that mean nothing for an export.
    func refuseAll(for file: String) throws(CommandFailure) {
        let given = [
            ("--map", map != nil), ("--owner-column", ownerColumn != nil), ("--id-column", idColumn != nil),
            ("--rooms", rooms != nil), ("--create-types", createTypes), ("--source", source != nil),
            ("--update", update),
        ]
        guard let option = given.first(where: \.1)?.0 else { return }
        throw CommandFailure(.usage, "\(file) is an export, not a table: it takes no \(option).")
    }
}

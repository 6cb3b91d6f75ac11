import Cadastre

/// A table as its options describe it.
struct TableSource {
    /// The name of the source, by which ids of rows and owners are told apart.
    let name: String
    private let map: ColumnMap

    /// Reads the options.
    ///
    /// - Throws: `.usage` where one is missing or not understood.
    init(_ arguments: TableArguments, of file: String) throws(CommandFailure) {
        map = try arguments.columnMap()
        name = try arguments.sourceName(of: file)
        if let complaint = TableImport.complaint(aboutSource: name) {
            throw CommandFailure(.usage, "--source \(complaint).")
        }
    }

    /// The rows of `input`, after its heading.
    func rows(of input: ImportFile) throws(CommandFailure) -> TableRows {
        try TableRows(CSVReader(input.content, name: input.file.name), map: map, file: input.file.name)
    }
}

import EntityStore

/// The import of a table: rows become properties, and what their owner column holds becomes users without a password.
///
/// Rows and owners are known again by the ids that the table gives them, within a source: a table that is imported
/// twice makes nothing twice. Rows are written in transactions of a few milliseconds, so that others get their turn,
/// and memory does not grow with the table. While some are being written the next are taken, so a row may be rejected by
/// a later call than the one that added it.
///
/// ```swift
/// let table = try TableImport(into: registry, source: "bordeaux")
/// for row in rows { report(try table.add(.success(row))) }
/// report(try table.finish())
/// print(table.summary.json)
/// ```
///
/// Not for more than one thread at a time.
public final class TableImport {
    private let source: String
    private let options: ImportOptions
    private let queue: ImportQueue<TableStep>

    /// Begins an import.
    ///
    /// - Parameters:
    ///   - source: The name of where the table is from.
    /// - Throws: `.invalid` where the source has no name, or one that is too long.
    public init(
        into registry: Registry, source: String, options: ImportOptions = ImportOptions()
    ) throws(RegistryError) {
        if let complaint = Self.complaint(aboutSource: source) { throw .invalid([FieldError("source", complaint)]) }
        self.source = source
        self.options = options
        queue = ImportQueue(registry, options: options)
    }

    /// What is wrong with the name of a source, as the end of a sentence; `nil` if nothing is.
    public static func complaint(aboutSource name: String) -> String? {
        let isName = name.utf8.count <= 100 && ExternalID(source: name, value: "1") != nil
        return isName ? nil : "must have 1 to 100 bytes and no NUL"
    }

    /// What the import has come to, but for what is being written.
    public var summary: ImportSummary { queue.summary }
    /// Whether the import has ended before its table has, as a row was rejected.
    public var hasStopped: Bool { queue.hasStopped }

    /// Adds a row, or why whoever reads the table can't make a row of it.
    ///
    /// - Returns: The rows that have been rejected since the last call.
    /// - Throws: Why rows before it could not be written; the row is not taken then, and may be added again.
    public func add(_ row: Result<ImportRow, ImportRejection>) throws(RegistryError) -> [ImportRejection] {
        try queue.add(row.flatMap { row in Result { () throws(ImportRejection) in try step(row) } })
    }

    /// Adds a property that somebody has described already.
    ///
    /// - Parameters:
    ///   - draft: The property.
    ///   - id: What the source calls it.
    ///   - owner: What the source calls its owner.
    ///   - line: Where it stands, for reports.
    /// - Returns: The rows that have been rejected since the last call.
    /// - Throws: Why rows before it could not be written; the row is not taken then, and may be added again.
    public func add(
        _ draft: PropertyDraft, id: String, owner: String, line: Int
    ) throws(RegistryError) -> [ImportRejection] {
        try queue.add(
            Result { () throws(ImportRejection) in
                TableStep(
                    line: line, id: try externalID(id, "id", line), owner: try externalID(owner, "owner", line),
                    draft: draft, newType: .failure(Self.noType), updates: options.updates)
            })
    }

    /// Waits until the rows that are being written are: for whoever can't go on to read the next.
    ///
    /// - Returns: The rows that have been rejected since the last call.
    public func settle() throws(RegistryError) -> [ImportRejection] {
        try queue.settle()
    }

    /// The rows that have been rejected and that no call has returned: what is left to tell when one has thrown.
    public func takeRejections() -> [ImportRejection] { queue.takeRejections() }

    /// Ends the import: takes to the store what is left.
    ///
    /// - Returns: The rows that have been rejected since the last call.
    /// - Throws: Why what was left could not be written. Call it again to try again.
    public func finish() throws(RegistryError) -> [ImportRejection] {
        try queue.flush()
    }

    private func step(_ row: ImportRow) throws(ImportRejection) -> TableStep {
        var errors: [FieldError] = []
        let rooms = ImportText.rooms(row.rooms, adding: &errors)
        let label = ImportText.oneLine(row.type)
        let slug = slug(ofType: label, adding: &errors)
        let draft = ImportText.reading(&errors) { () throws(RegistryError) in
            try PropertyDraft(
                name: ImportText.oneLine(row.name), description: row.description, type: slug?.description ?? "none",
                city: ImportText.oneLine(row.city), rooms: rooms)
        }
        guard errors.isEmpty, let draft else { throw ImportRejection(line: row.line, errors: errors) }
        return TableStep(
            line: row.line, id: try externalID(row.id, "id", row.line),
            owner: try externalID(row.owner, "owner", row.line),
            draft: draft, newType: options.createsTypes ? Self.type(label) : .failure(Self.noType),
            updates: options.updates)
    }

    /// The id of the type that a label names; `nil`, and what is wrong added to `errors`, where it names none.
    private func slug(ofType label: String, adding errors: inout [FieldError]) -> Slug? {
        // Before it is folded: what it costs to fold a text can grow with the square of its length.
        let longest = PropertyType.labelRule.lengths.upperBound
        guard label.unicodeScalars.count <= longest else {
            errors.append(FieldError("type", "must have at most \(longest) characters"))
            return nil
        }
        guard let slug = Slug(slugging: label) else {
            errors.append(FieldError("type", "has no letter a-z or digit to make an id of"))
            return nil
        }
        return slug
    }

    private static let noType = ImportFlaw("type", "is not the id of a type")

    /// The type that has a label, or what is wrong with the label: which matters only where the type is not there.
    private static func type(_ label: String) -> Result<TypeDraft, ImportFlaw> {
        do throws(RegistryError) {
            return .success(try TypeDraft(label: label))
        } catch {
            guard case .invalid(let errors) = error else { return .failure(ImportFlaw("type", error.detail)) }
            return .failure(ImportFlaw(errors.map { FieldError("type", $0.message) }))
        }
    }

    private func externalID(_ value: String, _ field: String, _ line: Int) throws(ImportRejection) -> ExternalID {
        if let id = ExternalID(source: source, value: value) { return id }
        let message = value.isEmpty ? "must not be empty" : "must be shorter, and hold no NUL"
        throw ImportRejection(line: line, errors: [FieldError(field, message)])
    }
}

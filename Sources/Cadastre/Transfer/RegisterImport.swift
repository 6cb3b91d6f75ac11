/// The import of what ``Registry/export(withSecrets:_:)`` has given out: types, users and properties with their ids,
/// versions and times.
///
/// Into a new register it makes the same register, which exports as the same bytes. What is there already stays: a
/// record with the same content is unchanged, one with other content is rejected. Lines are written in transactions of
/// a few milliseconds, and memory does not grow with the export. While some are being written the next are taken, so a
/// line may be rejected by a later call than the one that added it.
///
/// Not for more than one thread at a time.
public final class RegisterImport {
    private let options: ImportOptions
    private let clock: WallClock
    private let queue: ImportQueue<RecordStep>
    private var cities = FoldedCities()

    /// Begins an import.
    public init(into registry: Registry, options: ImportOptions = ImportOptions()) {
        self.options = options
        clock = registry.clock
        queue = ImportQueue(registry, options: options)
    }

    /// What the import has come to, but for what is being written. Each type, user and property counts once, and users
    /// that were made in ``ImportSummary/users`` too.
    public var summary: ImportSummary { queue.summary }
    /// Whether the import has ended before its lines have, as one was rejected.
    public var hasStopped: Bool { queue.hasStopped }

    /// Adds a line.
    ///
    /// - Parameters:
    ///   - line: One JSON document, with or without its line break.
    ///   - number: Where it stands in its file, from 1.
    /// - Returns: The lines that have been rejected since the last call.
    /// - Throws: Why lines before it could not be written; the line is not taken then, and may be added again.
    ///   `.forbidden` where the file has admins or password hashes and is not trusted with them: nothing of this line or
    ///   after it is taken. An export says so in its first line, before anything is. `.incompatible` for an export of
    ///   another format.
    public func add(_ line: [UInt8], at number: Int) throws(RegistryError) -> [ImportRejection] {
        let row: Result<RecordStep, ImportRejection>
        do {
            let record = try ExportRecord(line, at: clock.now, cities: &cities)
            if !options.trustsSecrets { try record.requireNoSecrets(at: number) }
            row = .success(RecordStep(line: number, byteCount: line.count, record: record))
        } catch let flaw as ImportFlaw {
            row = .failure(ImportRejection(line: number, errors: flaw.errors))
        } catch {
            return try queue.fail(RegistryError(any: error))
        }
        return try queue.add(row)
    }

    /// Waits until the lines that are being written are: for whoever can't go on to read the next.
    ///
    /// - Returns: The lines that have been rejected since the last call.
    public func settle() throws(RegistryError) -> [ImportRejection] {
        try queue.settle()
    }

    /// The lines that have been rejected and that no call has returned: what is left to tell when one has thrown.
    public func takeRejections() -> [ImportRejection] { queue.takeRejections() }

    /// Ends the import: takes to the store what is left.
    ///
    /// - Returns: The lines that have been rejected since the last call.
    /// - Throws: Why what was left could not be written. Call it again to try again.
    public func finish() throws(RegistryError) -> [ImportRejection] {
        try queue.flush()
    }
}

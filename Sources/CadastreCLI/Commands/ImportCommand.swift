import ArgumentParser
import Cadastre

/// `cadastre import`: properties from a table, or a whole register from an export.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import properties from CSV, or what export has written.",
        discussion: """
            The file may be gzipped; its first bytes tell what it is. Importing a file twice makes nothing twice: \
            --source, --id-column and --owner-column say which rows and owners are the same. Owners become users \
            without a password. Where two rows of a file have the same id, the first stands, with --update the last. \
            Rows that break a rule are reported and skipped.
            """
    )

    @OptionGroup var store: StoreArguments

    @Argument(help: "File to import; - is standard input.")
    var file: String

    @OptionGroup(title: "TABLES") var table: TableArguments

    @Flag(help: "Import admins and password hashes too: only from a file that nobody else could write.")
    var trustSecrets = false

    @Flag(help: "Say what would be done, and do nothing.")
    var dryRun = false

    @Flag(help: "Stop at the first row that breaks a rule; what came before it stays.")
    var strict = false

    @Option(help: ArgumentHelp("Write the rejected rows' lines and reasons here, as NDJSON.", valueName: "file"))
    var errors: String?

    @Flag(help: "Answer with one line of JSON.")
    var json = false

    func run() throws {
        let input = try ImportFile(file)
        // What is wrong with the options or the heading is said before a store is made.
        let source = try input.format == .csv ? TableSource(table, of: file) : nil
        if source == nil { try table.refuseAll(for: input.file.name) }
        let rows = try source?.rows(of: input)
        let report = try RejectionReport(on: input.file.name, writingTo: errors)
        let register = try openRegister()
        defer { register.close() }
        let progress = ProgressBar("Importing \(input.file.name)")
        let summary =
            if let source, let rows {
                try importTable(input, rows, of: source.name, into: register.registry, report, progress)
            } else {
                try importExport(input, into: register.registry, report, progress)
            }
        progress.clear()
        try report.finish()
        try answer(summary, report)
        if strict, let line = report.firstLine {
            throw CommandFailure(.wrong, "Stopped at line \(line) of \(input.file.name), which breaks a rule.")
        }
    }

    private var options: ImportOptions {
        var options = ImportOptions()
        options.isDryRun = dryRun
        options.stopsAtRejection = strict
        return options
    }

    /// The register; for a dry run without a store, an empty one that is gone at the end.
    private func openRegister() throws -> OpenRegister {
        let settings = try store.settings()
        let path = try store.path(in: settings)
        guard dryRun, !OpenRegister.isStore(at: path) else { return try OpenRegister(store, missing: .make) }
        return try OpenRegister(temporary: store.options(in: settings))
    }

    private func importTable(
        _ input: ImportFile, _ rows: TableRows, of source: String, into registry: Registry, _ report: RejectionReport,
        _ progress: ProgressBar
    ) throws(CommandFailure) -> ImportSummary {
        var options = options
        options.updates = table.update
        options.createsTypes = table.createTypes
        let target = try attempt { () throws(RegistryError) in
            try TableImport(into: registry, source: source, options: options)
        }
        try finish(target, report, progress) { () throws(CommandFailure) in
            while !target.hasStopped, let row = try rows.next() {
                try report.add(attempt { () throws(RegistryError) in try target.add(row) }, over: progress)
                progress.update(input.fractionRead, Quantity.counted(target.summary.rows, "row", "rows"))
            }
        }
        return target.summary
    }

    private func importExport(
        _ input: ImportFile, into registry: Registry, _ report: RejectionReport, _ progress: ProgressBar
    ) throws(CommandFailure) -> ImportSummary {
        var options = options
        options.trustsSecrets = trustSecrets
        let lines = LineReader(input.content, name: input.file.name)
        let target = RegisterImport(into: registry, options: options)
        try finish(target, report, progress) { () throws(CommandFailure) in
            while !target.hasStopped, let line = try lines.next() {
                try report.add(take(line, at: lines.line, into: target), over: progress)
                progress.update(input.fractionRead, Quantity.counted(target.summary.rows, "record", "records"))
            }
        }
        return target.summary
    }

    /// Takes rows to an import, and ends it.
    private func finish(
        _ target: some ImportTarget, _ report: RejectionReport, _ progress: ProgressBar,
        after taking: () throws(CommandFailure) -> Void
    ) throws(CommandFailure) {
        do throws(CommandFailure) {
            try taking()
            try report.add(attempt { () throws(RegistryError) in try target.finish() }, over: progress)
        } catch {
            // Rows before the one that can't be read or written may have been rejected, and the import have stopped at
            // one of them. What else is wrong now came of the same.
            let settled = try? target.settle()
            try report.add((settled ?? []) + target.takeRejections(), over: progress)
            if !target.hasStopped { throw error }
        }
    }

    private func take(
        _ line: [UInt8], at number: Int, into target: RegisterImport
    ) throws(CommandFailure) -> [ImportRejection] {
        do throws(RegistryError) {
            return try target.add(line, at: number)
        } catch {
            guard case .forbidden(let sentence) = error else { throw CommandFailure(error) }
            throw CommandFailure(
                .refused, "\(sentence.dropLast()); if nobody else could have written it, say --trust-secrets.")
        }
    }

    private func answer(_ summary: ImportSummary, _ report: RejectionReport) throws(CommandFailure) {
        if json { return try Console.answer(summary.json) }
        var parts = ["\(Quantity.grouped(summary.added)) added"]
        if summary.updated > 0 { parts.append("\(Quantity.grouped(summary.updated)) updated") }
        if summary.unchanged > 0 { parts.append("\(Quantity.grouped(summary.unchanged)) unchanged") }
        if summary.rejected > 0 {
            parts.append("\(Quantity.grouped(summary.rejected)) rejected" + (errors.map { " (see \($0))" } ?? ""))
        }
        if summary.users > 0 { parts.append(Quantity.counted(summary.users, "user made", "users made")) }
        try Console.answer(parts.joined(separator: ", ") + (dryRun ? " (a dry run: nothing was written)" : ""))
    }
}

/// What rows are imported into.
private protocol ImportTarget {
    var hasStopped: Bool { get }
    func settle() throws(RegistryError) -> [ImportRejection]
    func takeRejections() -> [ImportRejection]
    func finish() throws(RegistryError) -> [ImportRejection]
}

extension RegisterImport: ImportTarget {}
extension TableImport: ImportTarget {}

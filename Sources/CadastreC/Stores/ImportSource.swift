import Cadastre
import CCadastre

/// An import whose bytes a callback gives.
struct ImportSource {
    let read: cadastre_read_callback
    let reject: cadastre_reject_callback?
    let context: UnsafeMutableRawPointer?

    /// Takes all lines to the register, and says in `answer` what has come of it, also where it fails.
    func run(into registry: Registry, _ options: cadastre_import_options, _ answer: Answer?) throws {
        let target = try target(in: registry, options)
        do {
            try run(target)
        } catch {
            if target.summary != ImportSummary() { try answer?.fill(Array(target.summary.json.utf8)) }
            throw error
        }
        try answer?.fill(Array(target.summary.json.utf8))
    }

    private func target(
        in registry: Registry, _ options: cadastre_import_options
    ) throws(RegistryError) -> any ImportTarget {
        guard let source = options.source else {
            return RegisterImport(into: registry, options: try ImportOptions(options))
        }
        let name = try Argument.text(source, "source")
        return try TableImport(into: registry, source: name, options: try ImportOptions(options))
    }

    private func run(_ target: any ImportTarget) throws {
        do {
            try feed(target)
        } catch {
            // What was rejected before it is told first.
            report(target.takeRejections())
            throw error
        }
    }

    private func feed(_ target: any ImportTarget) throws {
        var lines = LineSplitter()
        while !target.hasStopped {
            switch try lines.next(fill) {
            case .bytes(let line): report(try target.take(line, at: lines.line))
            case .tooLong:
                throw RegistryError.tooLarge("Line \(lines.line) is longer than \(LineSplitter.maximumLine) bytes.")
            case .end:
                report(try target.finish())
                if target.hasStopped { throw Self.rejection }
                return
            }
        }
        throw Self.rejection
    }

    private static let rejection = Stopped(message: "The import has ended at a line that was rejected.")

    /// Asks the callback for the next bytes.
    private func fill(_ chunk: inout [UInt8]) throws -> Int {
        let capacity = chunk.count
        let count = chunk.withUnsafeMutableBytes { bytes in
            Callbacks.call { read(context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), capacity) }
        }
        if count == -1 { throw Stopped(message: "The callback has ended the import.") }
        guard (0...Int64(capacity)).contains(count) else {
            throw RegistryError.misuse(
                "The callback says that it gave \(count) bytes where there is room for \(capacity).")
        }
        return Int(count)
    }

    private func report(_ rejections: [ImportRejection]) {
        guard let reject else { return }
        for rejection in rejections {
            let errors = rejection.errorsJSON
            (errors + [0]).withUnsafeBytes { bytes in
                let text = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                Callbacks.call { reject(context, UInt64(rejection.line), text, errors.count) }
            }
        }
    }
}

/// What lines are imported into.
private protocol ImportTarget {
    var summary: ImportSummary { get }
    var hasStopped: Bool { get }
    func take(_ line: [UInt8], at number: Int) throws(RegistryError) -> [ImportRejection]
    func takeRejections() -> [ImportRejection]
    func finish() throws(RegistryError) -> [ImportRejection]
}

extension RegisterImport: ImportTarget {
    fileprivate func take(_ line: [UInt8], at number: Int) throws(RegistryError) -> [ImportRejection] {
        try add(line, at: number)
    }
}

extension TableImport: ImportTarget {
    fileprivate func take(_ line: [UInt8], at number: Int) throws(RegistryError) -> [ImportRejection] {
        try add(Result { () throws(ImportRejection) in try ImportRow(json: line, line: number) })
    }
}

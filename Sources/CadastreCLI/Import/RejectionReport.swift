import Cadastre
import StrictJSON

/// Tells which rows were not taken: each in a file if one is named, the first few on standard error otherwise.
final class RejectionReport {
    private static let mostRemarks = 20

    private let file: String
    private let output: OutputFile?
    private(set) var count = 0
    /// Where the first rejected row stands.
    private(set) var firstLine: Int?

    /// - Parameters:
    ///   - file: What messages call the imported file.
    ///   - path: The file to write, as NDJSON; `nil` for none.
    init(on file: String, writingTo path: String?) throws(CommandFailure) {
        self.file = file
        if let path { output = try OutputFile(creating: path) } else { output = nil }
    }

    /// Reports rows.
    func add(_ rejections: [ImportRejection], over progress: ProgressBar) throws(CommandFailure) {
        for rejection in rejections {
            count += 1
            firstLine = firstLine ?? rejection.line
            if let output {
                try output.write(Self.json(of: rejection))
            } else if count <= Self.mostRemarks {
                progress.clear()
                Console.remark("\(file):\(rejection.line): \(Self.sentence(of: rejection))")
            }
        }
    }

    /// Ends the report.
    func finish() throws(CommandFailure) {
        try output?.close()
        let untold = count - Self.mostRemarks
        if output == nil, untold > 0 {
            Console.remark(
                "\(Quantity.counted(untold, "more row", "more rows")) rejected: --errors FILE lists them all.")
        }
    }

    private static func sentence(of rejection: ImportRejection) -> String {
        rejection.errors.map(\.description).joined(separator: "; ") + "."
    }

    private static func json(of rejection: ImportRejection) throws(CommandFailure) -> [UInt8] {
        let errors = rejection.errors.map { error in
            JSONValue.object(["field": .string(error.field), "message": .string(error.message)])
        }
        let line = JSONValue.object(["line": .integer(Int64(rejection.line)), "errors": .array(errors)])
        return Array(try JSONLine.text(of: line).utf8) + [UInt8(ascii: "\n")]
    }
}

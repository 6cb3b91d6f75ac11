import Cadastre
import EntityStore
import StrictJSON

/// What a command says of a store that was verified.
struct CheckAnswer {
    let path: String
    let report: VerifyReport
    let elapsed: Duration

    /// Says it.
    ///
    /// - Parameter restored: What the store was made of a backup with, if it was.
    /// - Throws: `.wrong` where there is anything wrong.
    func give(asJSON: Bool, restored: RestoreReport? = nil) throws(CommandFailure) {
        if asJSON {
            try Console.answer(JSONLine.text(of: json(restored)))
        } else {
            for problem in report.problems { try Console.answer("\(problem)") }
            try Console.answer(summary)
            if let restored { try Console.answer(Self.sessions(of: restored)) }
        }
        if !report.isClean {
            throw CommandFailure(.wrong, "\(path) is damaged: restore a backup.")
        }
    }

    private var summary: String {
        let found =
            report.isClean ? "nothing wrong" : "\(Quantity.counted(report.problems.count, "problem", "problems"))"
        return """
            \(path): \(Quantity.counted(report.records, "record", "records")), \
            \(Quantity.counted(report.indexEntries, "index entry", "index entries")), \(found) \
            (\(Quantity.time(elapsed)))
            """
    }

    private static func sessions(of restored: RestoreReport) -> String {
        guard let count = restored.endedSessions else { return "The signing key and the sessions are the backup's." }
        return "There is a new signing key, and \(Quantity.counted(count, "session has", "sessions have")) ended."
    }

    private func json(_ restored: RestoreReport?) -> JSONValue {
        var object: JSONObject = [
            "records": .integer(Int64(report.records)), "indexEntries": .integer(Int64(report.indexEntries)),
            "problems": .array(report.problems.map { .string("\($0)") }),
        ]
        if let restored {
            object["sessionsEnded"] = restored.endedSessions.map { .integer(Int64($0)) } ?? .null
        }
        return .object(object)
    }
}

extension ProgressBar {
    /// Shows how far a verification is.
    func show(_ progress: VerifyProgress) {
        let fraction = Double(progress.done) / Double(max(progress.total, 1))
        update(fraction, Quantity.counted(progress.done, "entry", "entries"))
    }
}

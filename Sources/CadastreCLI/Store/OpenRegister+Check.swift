import Cadastre
import EntityStore
import StrictJSON

extension OpenRegister {
    /// Verifies the store and says what it has found.
    ///
    /// - Throws: `.wrong` where there is anything.
    func check(asJSON: Bool) throws(CommandFailure) {
        let progress = ProgressBar("Checking \(path)")
        let report = try attempt { () throws(RegistryError) in
            try registry.verify { done in
                let fraction = Double(done.done) / Double(max(done.total, 1))
                progress.update(fraction, Quantity.counted(done.done, "entry", "entries"))
            }
        }
        progress.clear()
        if asJSON {
            try Console.answer(Self.json(of: report))
        } else {
            for problem in report.problems { try Console.answer("\(problem)") }
            let found =
                report.isClean ? "nothing wrong" : "\(Quantity.counted(report.problems.count, "problem", "problems"))"
            try Console.answer(
                """
                \(path): \(Quantity.counted(report.records, "record", "records")), \
                \(Quantity.counted(report.indexEntries, "index entry", "index entries")), \(found) \
                (\(Quantity.time(progress.elapsed)))
                """)
        }
        if !report.isClean {
            throw CommandFailure(.wrong, "\(path) is damaged: restore a backup, or export what can be read.")
        }
    }

    private static func json(of report: VerifyReport) throws(CommandFailure) -> String {
        let value = JSONValue.object([
            "records": .integer(Int64(report.records)), "indexEntries": .integer(Int64(report.indexEntries)),
            "problems": .array(report.problems.map { .string("\($0)") }),
        ])
        return try JSONLine.text(of: value)
    }
}

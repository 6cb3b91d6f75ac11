import Cadastre
import EntityStore

extension OpenRegister {
    /// Verifies the store and says what it has found.
    ///
    /// - Throws: `.wrong` where there is anything.
    func check(asJSON: Bool) throws(CommandFailure) {
        let progress = ProgressBar("Checking \(path)")
        let report = try attempt { () throws(RegistryError) in try registry.verify(progress: progress.show) }
        progress.clear()
        try CheckAnswer(path: path, report: report, elapsed: progress.elapsed).give(asJSON: asJSON)
    }

    /// Looks for damaged pages before anything is opened, as opening reads some.
    ///
    /// - Throws: `.wrong` where there are any, after saying which.
    static func checkPages(at path: String, _ options: StoreOptions, asJSON: Bool) throws(CommandFailure) {
        try requireStore(at: path)
        var options = options
        options.createsMissing = false
        let progress = ProgressBar("Checking \(path)")
        let report: VerifyReport
        do throws(StoreError) {
            report = VerifyReport(pages: try Store.damage(at: path, options: options))
        } catch {
            throw CommandFailure(error)
        }
        progress.clear()
        guard !report.isClean else { return }
        try CheckAnswer(path: path, report: report, elapsed: progress.elapsed).give(asJSON: asJSON)
    }
}

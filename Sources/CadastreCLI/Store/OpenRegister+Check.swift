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
}

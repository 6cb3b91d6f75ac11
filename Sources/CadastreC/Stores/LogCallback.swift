import Cadastre
import CCadastre

/// Where the lines of the log go.
///
/// `@unchecked Sendable`: the header says that the callback may be called on any thread, and several at once.
struct LogCallback: @unchecked Sendable {
    let function: cadastre_log_callback?
    let context: UnsafeMutableRawPointer?

    /// Writes a line about an error whose cause is not for whoever asked.
    func report(_ error: RegistryError) {
        guard let function, error.isForTheLog else { return }
        let line = String(error.description.map { $0.isNewline ? " " : $0 })
        line.withCString { line in Callbacks.log { function(context, CADASTRE_LOG_ERROR, line) } }
    }
}

import Cadastre
import Logging
import ServiceLifecycle

/// Looks now and then whether a read holds back the pages that writers have replaced, in whatever process, and says so in
/// the log: the file grows until such a read ends.
struct OldReadWatch: Service {
    let registry: Registry
    let logger: Logger
    /// How long a read may do so before it is told.
    let patience: Duration

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var warning = OldReadWarning(patience: patience / .seconds(1))
            // It ends with the server, which cancels it.
            while (try? await Task.sleep(for: patience / 4)) != nil {
                // Where the store can't be asked, what asks it for more will say so.
                guard let statistics = try? registry.statistics(),
                    warning.isDue(after: statistics.oldestReadSeconds)
                else { continue }
                logger.warning(
                    "A read lasts long: what writers replace meanwhile takes up space until it has ended.",
                    metadata: [
                        "seconds": "\(Int(statistics.oldestReadSeconds))", "commits": "\(statistics.oldestReadLag)",
                        "fileBytes": "\(statistics.fileSize)",
                    ])
            }
        }
    }
}

/// A setting, by the name that it has everywhere: `--max-body` on the command line, `CADASTRE_MAX_BODY` in the
/// environment, `"max-body"` in a configuration file. The first of the three that has it decides.
enum SettingKey: String, CaseIterable {
    // For every command.
    case profile
    case store
    case durability
    case addressSpace = "address-space"
    case networkFileSystem = "network-file-system"
    // For `serve`.
    case listen
    case adminListen = "admin-listen"
    case trustedProxy = "trusted-proxy"
    case corsOrigin = "cors-origin"
    case docs
    case metrics
    case logFormat = "log-format"
    case signUpLimit = "sign-up-limit"
    case failedLoginLimit = "failed-login-limit"
    case maximumPropertiesPerUser = "max-properties-per-user"
    case maximumQueuedWrites = "max-queued-writes"
    case maximumBody = "max-body"
    case maximumHeaders = "max-headers"
    case maximumConnections = "max-connections"
    case idleTimeout = "idle-timeout"
    case requestTimeout = "request-timeout"
    case answerTimeout = "answer-timeout"
    case drainTime = "drain-time"
    case shutdownTimeout = "shutdown-timeout"
    case oldReadWarning = "old-read-warning"
    case threads

    /// The variable of the environment.
    var variable: String {
        "CADASTRE_" + String(rawValue.uppercased().map { $0 == "-" ? "_" : $0 })
    }
}

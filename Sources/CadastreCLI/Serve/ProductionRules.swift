import CadastreHTTP
import Glibc

/// What is refused where other people's data are served.
enum ProductionRules {
    /// Refuses a server that lets in whom it should not.
    static func check(_ configuration: ServerConfiguration) throws(CommandFailure) {
        if configuration.crossOrigin == .any {
            throw refusal("--cors-origin *: name the origins whose pages may use the server")
        }
        if !configuration.listen.isLoopback, configuration.trustedProxies.isEmpty {
            throw refusal(
                """
                --listen \(configuration.listen) without --trusted-proxy: passwords would cross the network in the \
                open, so listen on 127.0.0.1 or name the proxy that speaks TLS
                """)
        }
        if configuration.servesMetrics {
            throw refusal("--metrics: /metrics is served on --admin-listen alone")
        }
    }

    /// Refuses a store whose files others on the machine can read.
    static func checkFiles(ofStoreAt path: String) throws(CommandFailure) {
        for file in [path, path + "/data.mdb"] {
            var status = stat()
            guard stat(file, &status) == 0 else { throw CommandFailure("look at \(file)", errno: errno) }
            if status.st_mode & 0o077 != 0 {
                throw refusal("a store that others can read, as they can \(file): chmod -R go= \(path)")
            }
        }
    }

    private static func refusal(_ what: String) -> CommandFailure {
        CommandFailure(.usage, "Production refuses \(what).")
    }
}

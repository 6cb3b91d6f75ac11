import Cadastre
import CadastreHTTP

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
        if let everybody = configuration.trustedProxies.first(where: \.isEverybody) {
            throw refusal(
                """
                --trusted-proxy \(everybody): anybody could claim any address with X-Forwarded-For, so name the proxy's
                """)
        }
        if let address = configuration.adminListen, !address.isLoopback {
            throw refusal(
                """
                --admin-listen \(address): whoever reaches it reads the metrics, so listen on 127.0.0.1 and let the \
                collector come through a tunnel or a proxy
                """)
        }
        if configuration.servesMetrics {
            throw refusal("--metrics: /metrics is served on --admin-listen alone")
        }
    }

    /// Refuses a store whose files others on the machine can read.
    static func check(_ register: OpenRegister) throws(CommandFailure) {
        guard try attempt({ () throws(RegistryError) in try register.registry.isPrivate() }) else {
            throw refusal("a store that others on this machine can read: chmod -R go= \(register.path)")
        }
    }

    private static func refusal(_ what: String) -> CommandFailure {
        CommandFailure(.usage, "Production refuses \(what).")
    }
}

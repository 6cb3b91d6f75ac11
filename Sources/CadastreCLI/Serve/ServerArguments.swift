import ArgumentParser
import CadastreHTTP

/// The options of `serve` that are about the server.
struct ServerArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where to listen; port 0 takes a free one (default: 127.0.0.1:8080).", valueName: "host:port"))
    var listen: ListenAddress?

    @Option(
        help: ArgumentHelp(
            "Where /metrics, /healthz and /readyz are served besides (in production: 127.0.0.1:9090).",
            valueName: "host:port"))
    var adminListen: ListenAddress?

    @Option(
        help: ArgumentHelp(
            "Proxy whose X-Forwarded-For is believed, as an address or a block; may be repeated.", valueName: "cidr"))
    var trustedProxy: [NetworkBlock] = []

    @Option(
        help: ArgumentHelp(
            "Web origin whose pages may use the server, or *; may be repeated (default: none).", valueName: "origin"))
    var corsOrigin: [String] = []

    @Flag(inversion: .prefixedNo, help: "Serve the page /docs (default: yes, but in production no).")
    var docs: Bool?

    @Flag(
        inversion: .prefixedNo, help: "Serve /metrics where the register is served (default: yes, in production never)."
    )
    var metrics: Bool?

    @Option(help: ArgumentHelp("Form of the access log: json or text (default: json).", valueName: "form"))
    var logFormat: ServerConfiguration.LogFormat?

    @Option(
        help: ArgumentHelp("Sign-ups an hour from one network (default: 60); 0 for any number.", valueName: "count"))
    var signUpLimit: Int?

    @Option(
        help: ArgumentHelp(
            "Failed logins in 15 minutes from one network, for any addresses (default: 100).", valueName: "count"))
    var failedLoginLimit: Int?

    @Option(
        help: ArgumentHelp(
            "Most properties that a user may have (default: 100000); 0 for any number.", valueName: "count"))
    var maxPropertiesPerUser: Int?

    @Option(help: ArgumentHelp("Most changes that wait for their commit (default: 8192).", valueName: "count"))
    var maxQueuedWrites: Int?

    @Option(help: ArgumentHelp("Largest body of a request (default: 1MiB).", valueName: "size"))
    var maxBody: ByteCount?

    @Option(help: ArgumentHelp("Largest head of a request (default: 16KiB).", valueName: "size"))
    var maxHeaders: ByteCount?

    @Option(
        help: ArgumentHelp(
            """
            Most connections at once (default: 1024), or what the process may open if less. As the last place is taken, \
            the connection that has waited longest for its client is closed.
            """, valueName: "count"))
    var maxConnections: Int?

    @Option(help: ArgumentHelp("How long a connection may idle (default: 60).", valueName: "seconds"))
    var idleTimeout: Seconds?

    @Option(help: ArgumentHelp("How long a request may take to arrive (default: 30).", valueName: "seconds"))
    var requestTimeout: Seconds?

    @Option(help: ArgumentHelp("How long an answer may take to be fetched (default: 60).", valueName: "seconds"))
    var answerTimeout: Seconds?

    @Option(
        help: ArgumentHelp(
            "How long it goes on when told to stop, with /readyz at 503 for a balancer to see (default: none).",
            valueName: "seconds"))
    var drainTime: Seconds?

    @Option(help: ArgumentHelp("How long running requests get at the end (default: 10).", valueName: "seconds"))
    var shutdownTimeout: Seconds?

    @Option(
        help: ArgumentHelp(
            "How long a read may make the file grow before the log tells of it (default: 60).", valueName: "seconds"))
    var oldReadWarning: Seconds?

    @Option(help: ArgumentHelp("Threads that answer (default: one for each core).", valueName: "count"))
    var threads: Int?
}

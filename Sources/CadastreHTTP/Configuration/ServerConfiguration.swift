import Cadastre

/// Everything that the HTTP server can be told; the defaults suit a server behind a proxy on the same machine.
public struct ServerConfiguration: Sendable {
    /// Where the server listens.
    public var listen = ListenAddress(host: "127.0.0.1", port: 8080)
    /// Where `/metrics`, `/healthz` and `/readyz` are served beside the main listener; `nil`: nowhere else.
    public var adminListen: ListenAddress?
    /// Which web pages of other origins may use the server.
    public var crossOrigin = CrossOriginPolicy.none
    /// How large and how many things may be.
    public var limits = Limits()
    /// How long things may take.
    public var timeouts = Timeouts()
    /// Whether `/docs` is served. The document itself, `/openapi.json`, always is.
    public var servesDocs = true
    /// Whether `/metrics` is served on the main listener.
    public var servesMetrics = true
    /// Proxies whose `X-Forwarded-For` is believed. Nobody else's is.
    public var trustedProxies: [NetworkBlock] = []
    /// How the access log is written.
    public var logFormat = LogFormat.json
    /// How many threads answer; `nil`: one for each core.
    public var eventLoops: Int?

    /// The defaults.
    public init() {}

    /// The form of a line of the log.
    public enum LogFormat: String, Sendable, CaseIterable {
        /// One JSON object a line.
        case json
        /// Words for a reader.
        case text
    }

    /// How large and how many things may be.
    public struct Limits: Sendable {
        /// The largest body of a request, in bytes; above it the answer is 413. 1 MiB.
        public var bodyBytes = Registry.maximumRequestByteCount
        /// The largest head of a request, in bytes of names and values; above it the answer is 431. 16 KiB.
        public var headerBytes = 16 << 10
        /// The most fields that a request's head may have; above it the answer is 431. 100.
        public var headerFields = 100
        /// The most bytes of a request as it is sent, with all that is around its chunks; above it the answer is 400.
        /// 8 MiB: a body in chunks of one byte each takes six times its length.
        public var requestBytes = 8 << 20
        /// The most connections at once. 1,024, or what the process may open if less. With the last one, that which has
        /// waited for its client longest is closed, so that there is always a place; while all are at work, more wait in
        /// the system's queue.
        public var connections = 1024
        /// How many bytes of a refused request are read and dropped before the connection is closed. 8 MiB.
        public var droppedBytes = 8 << 20

        /// The defaults.
        public init() {}
    }

    /// How long things may take. None of them can be switched off; all but `drain` must be above zero.
    public struct Timeouts: Sendable {
        /// How long a connection may stay open with nothing asked. 60 s.
        public var idle = Duration.seconds(60)
        /// How long a request may take to arrive, from its first byte to its last. 30 s, then 408.
        public var request = Duration.seconds(30)
        /// How long an answer may take, from the request's last byte until the client has taken it; an answer that is
        /// streamed has this long for each piece. 60 s.
        public var answer = Duration.seconds(60)
        /// How long a refused request is read and dropped before the connection is closed. 2 s.
        public var lingering = Duration.seconds(2)
        /// How long the server goes on as before once it has been told to stop, but for `/readyz`, which answers 503: so
        /// that a balancer sends requests elsewhere first. None.
        public var drain = Duration.zero
        /// How long requests may go on once the server has been told to stop. 10 s.
        public var shutdown = Duration.seconds(10)
        /// How long a read may hold back the pages that writers replace before the log tells of it. 60 s.
        public var oldRead = Duration.seconds(60)

        /// The defaults.
        public init() {}
    }
}

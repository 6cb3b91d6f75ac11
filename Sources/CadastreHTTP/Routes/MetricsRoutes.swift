import Cadastre
import Hummingbird
import NIOCore

/// Figures for Prometheus: how many requests, how fast, what the store does. Nothing of what the register holds.
struct MetricsRoutes {
    /// The path, as the router spells it.
    static let template = "/metrics"

    let registry: Registry
    let metrics: RequestMetrics
    let logWriter: LogWriter

    func register(on table: CallTable) {
        table.get(RouterPath(Self.template), answers: .metrics, use: show)
    }

    @Sendable func show(_ request: Request, context: RequestContext) throws -> Answer {
        var page = MetricsPage()
        metrics.write(to: &page)
        page.counter(
            "cadastre_log_dropped_total", "Log lines that nobody read in time, or that could not be written.",
            logWriter.dropped)
        try registry.statistics().write(to: &page)
        return .content(ByteBuffer(string: page.text), .metrics)
    }
}

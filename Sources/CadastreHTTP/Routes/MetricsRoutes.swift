import Cadastre
import Hummingbird
import NIOCore

/// Figures for Prometheus: how many requests, how fast, what the store does. Nothing of what the register holds.
struct MetricsRoutes {
    let registry: Registry
    let metrics: RequestMetrics
    let logWriter: LogWriter

    func register(on table: CallTable) {
        table.get("metrics", answers: .metrics, query: nil, use: show)
    }

    @Sendable func show(_ request: Request, context: RequestContext) throws -> Response {
        var page = MetricsPage()
        metrics.write(to: &page)
        page.counter("cadastre_log_dropped_total", "Log lines that nobody read in time.", logWriter.dropped)
        try registry.statistics().write(to: &page)
        return .content(ByteBuffer(string: page.text), .metrics, .unstored)
    }
}

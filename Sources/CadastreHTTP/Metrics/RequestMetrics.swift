import HTTPTypes

/// How many requests came by each route, what they were answered, and how long that took.
///
/// A path that no route has counts as one, or whoever asks for a million paths would fill the memory.
final class RequestMetrics: Sendable {
    /// What counts for requests that reached no route.
    static let noRoute = "none"

    private static let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other"]
    private static let statuses = [
        200, 201, 204, 304, 400, 401, 403, 404, 405, 406, 408, 409, 412, 413, 415, 422, 429, 431, 500, 503, 507,
    ]
    /// The upper bounds of the histogram, in seconds.
    private static let bounds = [
        "0.0001", "0.00025", "0.0005", "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1",
        "2.5", "5", "10",
    ]
    private static let nanosecondBounds = bounds.map { UInt64((Double($0) ?? 0) * 1e9) }

    private let routes: [String]
    private let routeIndexes: [String: Int]
    private let requests: AtomicCounters
    private let durations: AtomicCounters
    private let openConnections: AtomicCounters

    /// Counters for these route templates.
    init(routes: some Sequence<String>) {
        self.routes = Set(routes).sorted() + [Self.noRoute]
        routeIndexes = Dictionary(uniqueKeysWithValues: self.routes.enumerated().map { ($1, $0) })
        requests = AtomicCounters(count: self.routes.count * Self.methods.count * (Self.statuses.count + 1))
        durations = AtomicCounters(count: self.routes.count * (Self.bounds.count + 2))
        openConnections = AtomicCounters(count: 2)
    }

    /// Counts a request.
    func count(route: String?, method: HTTPRequest.Method?, status: Int, nanoseconds: UInt64) {
        let route = route.flatMap { routeIndexes[$0] } ?? routes.count - 1
        requests.add(to: requestIndex(route, Self.index(of: method), Self.index(ofStatus: status)))
        let row = route * (Self.bounds.count + 2)
        let bucket = Self.nanosecondBounds.firstIndex { nanoseconds <= $0 } ?? Self.bounds.count
        durations.add(to: row + bucket)
        durations.add(nanoseconds, to: row + Self.bounds.count + 1)
    }

    /// Counts a connection that a client has opened.
    func connectionOpened() { openConnections.add(to: 0) }

    /// Counts a connection that has gone.
    func connectionClosed() { openConnections.add(to: 1) }

    private func requestIndex(_ route: Int, _ method: Int, _ status: Int) -> Int {
        (route * Self.methods.count + method) * (Self.statuses.count + 1) + status
    }

    private static func index(of method: HTTPRequest.Method?) -> Int {
        switch method {
        case .get: 0
        case .head: 1
        case .post: 2
        case .put: 3
        case .patch: 4
        case .delete: 5
        case .options: 6
        default: 7
        }
    }

    private static func index(ofStatus status: Int) -> Int {
        statuses.firstIndex(of: status) ?? statuses.count
    }
}

extension RequestMetrics {
    /// Writes what was counted.
    func write(to page: inout MetricsPage) {
        writeRequests(to: &page)
        writeDurations(to: &page)
        let opened = openConnections.value(at: 0)
        page.gauge(
            "cadastre_http_connections", "Connections that are open.",
            Double(opened - min(opened, openConnections.value(at: 1))))
    }

    private func writeRequests(to page: inout MetricsPage) {
        page.describe("cadastre_http_requests_total", .counter, "Requests by route, method and status.")
        for (route, name) in routes.enumerated() {
            for (method, methodName) in Self.methods.enumerated() {
                for status in 0...Self.statuses.count {
                    let count = requests.value(at: requestIndex(route, method, status))
                    guard count > 0 else { continue }
                    let statusName = status < Self.statuses.count ? String(Self.statuses[status]) : "other"
                    page.sample(
                        "cadastre_http_requests_total",
                        [("route", name), ("method", methodName), ("status", statusName)], count)
                }
            }
        }
    }

    private func writeDurations(to page: inout MetricsPage) {
        let name = "cadastre_http_request_duration_seconds"
        page.describe(name, .histogram, "Time from a request's head to its answer, by route.")
        for (route, routeName) in routes.enumerated() {
            let row = route * (Self.bounds.count + 2)
            var total: UInt64 = 0
            let counts = (0...Self.bounds.count).map { bucket in
                total += durations.value(at: row + bucket)
                return total
            }
            guard total > 0 else { continue }
            for (bound, count) in zip(Self.bounds + ["+Inf"], counts) {
                page.sample(name + "_bucket", [("route", routeName), ("le", bound)], count)
            }
            let nanoseconds = durations.value(at: row + Self.bounds.count + 1)
            page.sample(name + "_sum", [("route", routeName)], Double(nanoseconds) / 1e9)
            page.sample(name + "_count", [("route", routeName)], total)
        }
    }
}

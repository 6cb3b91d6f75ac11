import Cadastre
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CadastreHTTP

@Suite("The figures for Prometheus") struct MetricsTests {
    /// The samples of a page, by name and labels.
    private static func samples(_ text: String) throws -> [String: Double] {
        var samples: [String: Double] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let split = try #require(line.lastIndex(of: " "))
            let name = String(line[..<split])
            #expect(name.wholeMatch(of: /[a-z_]+(\{[a-z]+="[^"\\]*"(,[a-z]+="[^"\\]*")*\})?/) != nil, "\(line)")
            #expect(
                samples.updateValue(try #require(Double(line[split...].dropFirst())), forKey: name) == nil, "\(line)")
        }
        return samples
    }

    @Test("Requests are counted by route, method and status, and what has no route together")
    func requests() async throws {
        try await ServedRegister.with { served in
            let property = try await served.makeProperty()
            for _ in 0..<3 { _ = try await served.send(.get, property) }
            for number in 0..<5 { _ = try await served.send(.get, "/nowhere/\(number)") }
            _ = try await served.send(.get, "/v1/properties/none")
            _ = try await served.send(.put, "/v1/types")
            let page = try await served.send(.get, "/metrics")
            #expect(page.header(.contentType) == "text/plain; version=0.0.4; charset=utf-8")
            let samples = try Self.samples(page.text)
            func count(_ route: String, _ method: String, _ status: Int) -> Double? {
                samples["cadastre_http_requests_total{route=\"\(route)\",method=\"\(method)\",status=\"\(status)\"}"]
            }
            #expect(count("/v1/properties", "POST", 201) == 1)
            #expect(count("/v1/properties/{id}", "GET", 200) == 3)
            #expect(count("/v1/properties/{id}", "GET", 404) == 1)
            #expect(count("none", "GET", 404) == 5)
            #expect(count("/v1/types", "PUT", 405) == 1)
            #expect(samples["cadastre_http_request_duration_seconds_count{route=\"/v1/properties/{id}\"}"] == 4)
            let buckets = "cadastre_http_request_duration_seconds_bucket{route=\"/v1/properties/{id}\",le="
            #expect(samples[buckets + "\"+Inf\"}"] == 4)
            #expect(samples.filter { $0.key.hasPrefix(buckets) }.count == 17)
        }
    }

    @Test("The state of the store is told, and nothing of what it holds")
    func store() async throws {
        try await ServedRegister.with { served in
            let before = try Self.samples(try await served.send(.get, "/metrics").text)
            _ = try await served.makeProperty()
            let page = try await served.send(.get, "/metrics").text
            let after = try Self.samples(page)
            for name in ["commits_total", "writes_total"] {
                let (old, new) = (before["cadastre_store_\(name)"], after["cadastre_store_\(name)"])
                #expect(try #require(new) == #require(old) + 1, "\(name)")
            }
            for reason in WriteRefusal.allCases {
                #expect(after["cadastre_store_writes_refused{reason=\"\(reason.rawValue)\"}"] == 0, "\(reason)")
            }
            for name in ["map_bytes", "used_bytes", "file_bytes", "maximum_readers"] {
                #expect(try #require(after["cadastre_store_\(name)"]) > 0, "\(name)")
            }
            for name in ["readers", "oldest_read_seconds", "oldest_read_lag_commits", "waiting_writes"] {
                #expect(after["cadastre_store_\(name)"] == 0, "\(name)")
            }
            for secret in ["Bordeaux", "ada@", "example.org"] { #expect(!page.contains(secret)) }
        }
    }

    @Test("They can be kept from the main listener")
    func off() async throws {
        var configuration = ServerConfiguration()
        configuration.servesMetrics = false
        try await ServedRegister.with(configuration) { served in
            let answer = try await served.send(.get, "/metrics")
            #expect(answer.status == .notFound)
        }
    }

    @Test("A time falls into the first bucket that holds it")
    func buckets() throws {
        let metrics = RequestMetrics(routes: ["/a"])
        for nanoseconds in [0, 100_000, 100_001, 10_000_000_000, 10_000_000_001] as [UInt64] {
            metrics.count(route: "/a", method: .get, status: 299, nanoseconds: nanoseconds)
        }
        var page = MetricsPage()
        metrics.write(to: &page)
        let samples = try Self.samples(page.text)
        func bucket(_ bound: String) -> Double? {
            samples["cadastre_http_request_duration_seconds_bucket{route=\"/a\",le=\"\(bound)\"}"]
        }
        #expect([bucket("0.0001"), bucket("0.00025"), bucket("5"), bucket("10"), bucket("+Inf")] == [2, 3, 3, 4, 5])
        #expect(samples["cadastre_http_requests_total{route=\"/a\",method=\"GET\",status=\"other\"}"] == 5)
    }
}

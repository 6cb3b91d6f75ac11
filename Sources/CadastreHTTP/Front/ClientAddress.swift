import Cadastre
import HTTPTypes

/// Finds out who asks when proxies stand between.
struct ClientAddress: Sendable {
    private let trustedProxies: [NetworkBlock]

    /// - Parameter trustedProxies: Those whose word on whom they ask for is taken.
    init(trustedProxies: [NetworkBlock]) {
        self.trustedProxies = trustedProxies
    }

    /// The address that a request comes from: the other end of the connection, or the last one in `X-Forwarded-For`
    /// that no trusted proxy vouches away. What an untrusted client writes there is not looked at.
    func find(_ fields: HTTPFields, peer: NetworkAddress?) -> NetworkAddress? {
        guard var nearest = peer, isTrusted(nearest) else { return peer }
        let hops = fields[values: .xForwardedFor].flatMap { $0.split(separator: ",") }
        for hop in hops.reversed() {
            guard let address = Self.address(hop.trimmed) else { return nearest }
            nearest = address
            if !isTrusted(address) { return address }
        }
        return nearest
    }

    private func isTrusted(_ address: NetworkAddress) -> Bool {
        trustedProxies.contains { $0.contains(address) }
    }

    /// An address as proxies write it: bare, or with a port, an IPv6 address then in brackets.
    private static func address(_ text: Substring) -> NetworkAddress? {
        if let bare = NetworkAddress(String(text)) { return bare }
        if text.first == "[", let end = text.firstIndex(of: "]") {
            return NetworkAddress(String(text[..<end].dropFirst()))
        }
        return text.lastIndex(of: ":").flatMap { NetworkAddress(String(text[..<$0])) }
    }
}

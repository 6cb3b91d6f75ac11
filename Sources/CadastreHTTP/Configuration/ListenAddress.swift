import Cadastre

/// A host and a port to listen on, as in `127.0.0.1:8080`, `[::1]:8080` or `localhost:0`.
public struct ListenAddress: Hashable, Sendable {
    /// A host name or an address, without brackets.
    public var host: String
    /// 0 to 65,535; 0 takes a free port.
    public var port: Int

    /// Names a host and a port.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Whether nobody but this machine can reach it, as far as the text tells: `localhost` is taken at its word.
    public var isLoopback: Bool {
        if host == "localhost" { return true }
        guard let address = NetworkAddress(host) else { return false }
        return NetworkBlock.loopback.contains { $0.contains(address) }
    }
}

extension ListenAddress: LosslessStringConvertible {
    /// The host, in brackets if it has colons, a colon, and the port.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Reads `HOST:PORT`; an IPv6 address stands in brackets. `nil` for anything else.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let port = UInt16(digits)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.contains(":") else { return nil }
        } else if host.contains(where: { ":[]".contains($0) }) {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: Int(port))
    }
}

/// Whom attempts are counted for: a network that one customer of a provider has, as far as an address tells.
///
/// An IPv4 address is one network. An IPv6 customer gets at least a /64 and may use any address in it, so counting
/// single addresses would count nothing.
enum Network: Hashable, Sendable {
    /// The network that an address belongs to.
    case address([UInt8])
    /// Callers of whom the door knows no address: programs that have embedded the register. They share one count.
    case unknown

    /// The network of an address; `nil` is no address.
    init(_ address: NetworkAddress?) {
        switch address {
        case .some(let address): self = .address(address.isVersion4 ? address.bytes : Array(address.bytes.prefix(8)))
        case .none: self = .unknown
        }
    }

    /// Bytes that are equal for equal networks only.
    var bytes: [UInt8] {
        switch self {
        case .address(let bytes): bytes
        case .unknown: []
        }
    }
}

/// Why a server can't listen on one of its addresses.
public struct ListenFailure: Error, Equatable, Sendable {
    /// The address.
    public let address: ListenAddress
    /// What the system says, as an `errno`: `EADDRINUSE` where another program listens there.
    public let code: Int32
}

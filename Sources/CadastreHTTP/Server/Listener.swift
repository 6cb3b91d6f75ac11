import Glibc
import Hummingbird
import NIOCore
import ServiceLifecycle

/// One listener, which says which address it is that it can't listen on.
struct Listener: Service {
    let address: ListenAddress
    let application: Application<FrontDoor>

    /// - Throws: ``ListenFailure``
    func run() async throws {
        do {
            try await application.run()
        } catch let error as IOError {
            throw ListenFailure(address: address, code: error.errnoCode)
        } catch is SocketAddressError.UnknownHost {
            // No address has this name.
            throw ListenFailure(address: address, code: EADDRNOTAVAIL)
        }
    }
}

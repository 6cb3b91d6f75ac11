import CadastreHTTP
import Glibc

extension CommandFailure {
    /// What keeps a server from listening, with the option that chooses another address.
    init(_ failure: ListenFailure, _ configuration: ServerConfiguration) {
        let option = failure.address == configuration.listen ? "--listen" : "--admin-listen"
        self =
            switch failure.code {
            case EADDRINUSE:
                CommandFailure(
                    .unavailable,
                    "\(failure.address) is in use: choose another address with \(option), where port 0 is a free one.")
            case EACCES, EPERM:
                CommandFailure(
                    .permission, "\(failure.address) is not permitted: choose a port from 1024 on with \(option).")
            case EADDRNOTAVAIL:
                CommandFailure(
                    .unavailable, "\(failure.address) is no address of this machine: choose another with \(option).")
            default:
                CommandFailure(
                    .unavailable,
                    "Can't listen on \(failure.address): \(SystemError.description(of: failure.code)); see \(option).")
            }
    }
}

import Cadastre

extension Session {
    /// Makes a change that somebody who is logged in asks for, and returns when it is on disk.
    ///
    /// - Parameter body: Reads the request.
    func change<Result>(_ body: (Registry, Caller) throws -> Write<Result>) throws(RegistryError) -> Result {
        try registry.reading(as: caller) { try body(registry, caller) }.commit()
    }

    /// Reads a request of somebody who is logged in.
    func reading<Request>(_ body: () throws -> Request) throws(RegistryError) -> Request {
        try registry.reading(as: caller, body)
    }
}

import Cadastre
import HTTPTypes
import Hummingbird
import NIOCore

/// Sessions: how a user gets tokens, and gives them back.
struct AuthRoutes {
    let registry: Registry
    let hashing: HashingPool
    let clientAddress: ClientAddress

    func register(on table: CallTable) {
        table.post("v1/auth/login", use: login)
        table.post("v1/auth/refresh", use: refresh)
        table.post("v1/auth/logout", answers: nil, use: logout)
    }

    @Sendable func login(_ request: Request, context: RequestContext) async throws -> Answer {
        let credentials = try Credentials(json: context.body)
        let address = clientAddress.find(request.headers, peer: context.peer)
        let tokens = try await hashing.run { () throws(RegistryError) in
            try registry.login(credentials, from: address)
        }
        return .content(ByteBuffer(bytes: tokens.json), .json, .unstored)
    }

    @Sendable func refresh(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        try registry.refresh(RefreshRequest(json: context.body)).answered { tokens in
            .content(ByteBuffer(bytes: tokens.json), .json, .unstored)
        }
    }

    @Sendable func logout(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        try registry.logout(RefreshRequest(json: context.body)).answered { _ in .done(.unstored) }
    }
}

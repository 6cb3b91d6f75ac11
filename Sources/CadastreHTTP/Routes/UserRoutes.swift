import Cadastre
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// Users: who they are to themselves, to everybody, and to admins.
struct UserRoutes {
    let registry: Registry
    let hashing: HashingPool
    let clientAddress: ClientAddress

    func register(on table: CallTable) {
        table.get("v1/users", for: .users, query: UserQuery.parameters, use: list)
        table.post("v1/users", use: signUp)
        table.get("v1/users/me", for: .users, use: showMe)
        table.patch("v1/users/me", use: patchMe)
        table.delete("v1/users/me", use: deleteMe)
        table.put("v1/users/me/password", answers: nil, use: changePassword)
        table.get("v1/users/me/export", for: .users, use: exportMe)
        table.get("v1/users/{id}", use: show)
        table.delete("v1/users/{id}", use: delete)
        table.delete("v1/users/{id}/sessions", use: endSessions)
    }

    @Sendable func list(_ request: Request, context: RequestContext) throws -> Answer {
        let query = try UserQuery(parameters: context.query.pairs)
        return .page(try registry.users(query, as: context.caller), .unstored, of: request, context)
    }

    @Sendable func signUp(_ request: Request, context: RequestContext) async throws -> Answer {
        let draft = try SignUp(json: context.body, at: registry.now)
        let address = clientAddress.find(request.headers, peer: context.peer)
        let user = try await hashing.run { () throws(RegistryError) in try registry.signUp(draft, from: address) }
        return .created(user.json, nil, .unstored, at: "/v1/users/\(user.id)")
    }

    @Sendable func show(_ request: Request, context: RequestContext) throws -> Answer {
        .content(ByteBuffer(bytes: try registry.publicUser(context.id("id"), as: context.caller)))
    }

    @Sendable func delete(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        registry.deleteUser(context.id("id"), as: context.caller).answered { _ in .done() }
    }

    @Sendable func endSessions(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        registry.endSessions(of: context.id("id"), as: context.caller).answered { _ in .done() }
    }
}

// What users do with themselves. No cache keeps any of it.
extension UserRoutes {
    @Sendable private func showMe(_ request: Request, context: RequestContext) throws -> Answer {
        let user = try registry.me(as: context.caller)
        return .record(ByteBuffer(bytes: user.json), user.revision, .unstored, to: request, context)
    }

    @Sendable private func patchMe(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        let patch = try MergePatch(json: context.body)
        return registry.patchMe(with: patch, ifMatch: request.ifMatch, as: context.caller).answered { user in
            .changed(user.json, user.revision, .unstored)
        }
    }

    @Sendable private func deleteMe(_ request: Request, context: RequestContext) throws -> PendingAnswer {
        registry.deleteMe(ifMatch: request.ifMatch, as: context.caller).answered { _ in .done(.unstored) }
    }

    @Sendable private func changePassword(_ request: Request, context: RequestContext) async throws -> Answer {
        let change = try PasswordChange(json: context.body)
        let address = clientAddress.find(request.headers, peer: context.peer)
        try await hashing.run { () throws(RegistryError) in
            try registry.changePassword(change, as: context.caller, from: address)
        }
        return .done(.unstored)
    }

    /// The only answer that is sent in pieces, as it may be large.
    @Sendable private func exportMe(_ request: Request, context: RequestContext) throws -> Answer {
        let export = try registry.exportMe(as: context.caller)
        var headers = HTTPFields()
        headers.append(HTTPField(name: .contentType, value: MediaType.json.description))
        headers.append(.unstored)
        return Answer(
            status: .ok, headers: headers,
            pieces: ResponseBody { writer in
                var export = export
                while let piece = try export.next() { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            })
    }
}

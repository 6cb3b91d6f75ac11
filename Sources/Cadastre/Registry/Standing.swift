import EntityStore

/// What a caller is in the eyes of one transaction: the stored role decides, not what a token once said.
enum Standing: Hashable, Sendable {
    case anonymous
    case user(ID<User>, Role)
    case `operator`

    /// The user who asks.
    ///
    /// - Throws: `.unauthenticated` if nobody is logged in; `.misuse` for the operator, who is no user.
    func requireUser() throws(RegistryError) -> ID<User> {
        switch self {
        case .anonymous: throw .unauthenticated(.missing)
        case .user(let id, _): return id
        case .operator: throw .misuse("The operator is no user: name the user that this is about.")
        }
    }

    /// Refuses a user who makes something that is to be somebody else's.
    func requireSelf(_ owner: ID<User>) throws(RegistryError) {
        switch self {
        case .anonymous: throw .unauthenticated(.missing)
        case .operator: return
        case .user(let id, _):
            if id != owner { throw .forbidden("Only the operator can make something for somebody else.") }
        }
    }

    /// Refuses everybody but admins and the operator.
    func requireAdmin(to action: @autoclosure () -> String) throws(RegistryError) {
        switch self {
        case .anonymous: throw .unauthenticated(.missing)
        case .user(_, .admin), .operator: return
        case .user(_, .user): throw .forbidden("Only an admin can \(action()).")
        }
    }

    /// Refuses everybody but the owner, admins and the operator.
    func requireOwnership(by owner: RecordID?, of what: @autoclosure () -> String) throws(RegistryError) {
        switch self {
        case .anonymous: throw .unauthenticated(.missing)
        case .user(_, .admin), .operator: return
        case .user(let id, .user):
            if id.record != owner { throw .forbidden("Only the owner can change this \(what()).") }
        }
    }
}

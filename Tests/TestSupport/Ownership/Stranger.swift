/// Everybody who may try to change a property of somebody's, or anything else.
public enum Stranger: String, CaseIterable, Sendable {
    /// Without a token.
    case anonymous
    /// With a good token of a user who does not own what is changed.
    case otherUser
    /// With a good token of the owner.
    case owner
    /// With a good token of an admin who does not own what is changed.
    case admin
    /// With the token that an admin had before it became a user.
    case demotedAdmin
    /// With the token of a user who has been deleted since.
    case deletedUser
    /// With a token from before a change of password that was made at the same moment.
    case beforePasswordChange
    /// With the owner's token, after its time.
    case expired
    /// With a token of another register.
    case otherStore
    /// With the owner's token, without its signature and with `alg` set to `none`.
    case unsigned
    /// With a token whose payload says that it is the owner's, an admin's at that, under another one's signature.
    case changedPayload
}

/// What must come of an attempt.
public enum Answer: Hashable, Sendable {
    /// It is done.
    case done
    /// It is refused with this HTTP status, and nothing is changed.
    case refused(status: Int)
}

extension ChangeOperation {
    /// What must come of it where `stranger` tries it.
    public func answer(to stranger: Stranger) -> Answer {
        switch stranger {
        case .demotedAdmin, .deletedUser, .beforePasswordChange, .expired, .otherStore, .unsigned, .changedPayload:
            // A bad token is refused on public routes too.
            return .refused(status: 401)
        case .admin: return .done
        case .anonymous, .otherUser, .owner: break
        }
        switch self {
        case .signUp, .login, .refresh, .logout: return .done
        case .createProperty, .patchMe, .changePassword, .deleteMe:
            return stranger == .anonymous ? .refused(status: 401) : .done
        case .replaceProperty, .patchProperty, .deleteProperty, .createRoom, .replaceRoom, .patchRoom, .deleteRoom:
            return stranger == .owner ? .done : .refused(status: stranger == .anonymous ? 401 : 403)
        case .putType, .deleteType, .deleteUser, .endSessions:
            return .refused(status: stranger == .anonymous ? 401 : 403)
        }
    }
}

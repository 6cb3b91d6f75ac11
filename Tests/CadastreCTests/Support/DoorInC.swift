import Cadastre
import CCadastre
import StrictJSON
import TestSupport
import Testing

/// The way into a register that goes through the C interface.
///
/// `@unchecked Sendable`: a handle may be used by any thread.
final class DoorInC: Door, @unchecked Sendable {
    private let store: OpaquePointer?

    /// - Parameter store: The register, which is closed with the door.
    init(_ store: OpaquePointer?) {
        self.store = store
    }

    deinit {
        _ = cadastre_store_close(store)
    }

    func attempt(_ operation: ChangeOperation, on target: OwnershipTarget, token: String?) -> Answer {
        var session: OpaquePointer?
        defer { _ = cadastre_session_free(session) }
        let begun = Outcome { error in
            guard let token else { return cadastre_session_anonymous(store, &session, error) }
            return cadastre_session_from_token(store, token, token.utf8.count, &session, error)
        }
        if let refusal = Self.refusal(begun) { return refusal }
        let outcome = Outcome { perform(operation, on: target, as: session, $0) }
        return Self.refusal(outcome) ?? .done
    }

    /// The status that HTTP would answer with, which is in the problem.
    private static func refusal(_ outcome: Outcome) -> Answer? {
        guard outcome.status != CADASTRE_OK else { return nil }
        guard case .integer(let number)? = try? outcome.problem.parsed["status"] else { return .refused(status: 0) }
        return .refused(status: Int(number))
    }

    private func perform(
        _ operation: ChangeOperation, on target: OwnershipTarget, as session: OpaquePointer?, _ error: ErrorPlace
    ) -> cadastre_status {
        let (property, room, type, user) = (
            target.property.description, target.room.description, target.typeSlug, target.user.description
        )
        let json = operation.body(on: target) ?? ""
        let count = json.utf8.count
        let answer = Buffer()
        return switch operation {
        case .createProperty: cadastre_property_create(session, json, count, answer.pointer, error)
        case .replaceProperty: cadastre_property_replace(session, property, json, count, nil, nil, error)
        case .patchProperty: cadastre_property_patch(session, property, json, count, nil, nil, error)
        case .deleteProperty: cadastre_property_delete(session, property, nil, error)
        case .createRoom: cadastre_room_create(session, property, json, count, nil, answer.pointer, error)
        case .replaceRoom: cadastre_room_replace(session, property, room, json, count, nil, nil, error)
        case .patchRoom: cadastre_room_patch(session, property, room, json, count, nil, nil, error)
        case .deleteRoom: cadastre_room_delete(session, property, room, nil, error)
        case .putType: cadastre_type_put(session, type, json, count, nil, nil, error)
        case .deleteType: cadastre_type_delete(session, type, error)
        case .signUp: cadastre_user_create(session, json, count, nil, answer.pointer, error)
        case .login: cadastre_token_login(session, json, count, nil, answer.pointer, error)
        case .refresh: cadastre_token_refresh(session, json, count, answer.pointer, error)
        case .logout: cadastre_token_logout(session, json, count, error)
        case .patchMe: cadastre_me_patch(session, json, count, nil, nil, error)
        case .changePassword: cadastre_me_set_password(session, json, count, nil, error)
        case .deleteMe: cadastre_me_delete(session, nil, error)
        case .deleteUser: cadastre_user_delete(session, user, error)
        case .endSessions: cadastre_user_end_sessions(session, user, error)
        }
    }
}

public import Cadastre

/// The register itself, as a door: what a Swift program calls.
public struct RegistryDoor: Door {
    private let registry: Registry

    /// A door to this register.
    public init(_ registry: Registry) {
        self.registry = registry
    }

    /// Reads the token as every door does, then calls the operation.
    public func attempt(_ operation: ChangeOperation, on target: OwnershipTarget, token: String?) throws -> Answer {
        do throws(RegistryError) {
            let caller = try token.map { token throws(RegistryError) in try registry.authenticate(bearer: token) }
            try perform(operation, on: target, as: caller ?? .anonymous)
            return .done
        } catch {
            return .refused(status: error.kind.status)
        }
    }

    private func perform(
        _ operation: ChangeOperation, on target: OwnershipTarget, as caller: Caller
    ) throws(RegistryError) {
        let body = Array((operation.body(on: target) ?? "{}").utf8)
        switch operation {
        case .createProperty:
            _ = try registry.createProperty(try PropertyDraft(json: body), as: caller).commit()
        case .replaceProperty:
            let replacement = try PropertyReplacement(json: body)
            _ = try registry.replaceProperty(target.property, with: replacement, as: caller).commit()
        case .patchProperty:
            _ = try registry.patchProperty(target.property, with: try MergePatch(json: body), as: caller).commit()
        case .deleteProperty: try registry.deleteProperty(target.property, as: caller).commit()
        case .createRoom:
            _ = try registry.createRoom(try RoomDraft(json: body), of: target.property, as: caller).commit()
        case .replaceRoom:
            let replacement = try RoomReplacement(json: body)
            _ = try registry.replaceRoom(target.room, of: target.property, with: replacement, as: caller).commit()
        case .patchRoom:
            let patch = try MergePatch(json: body)
            _ = try registry.patchRoom(target.room, of: target.property, with: patch, as: caller).commit()
        case .deleteRoom: try registry.deleteRoom(target.room, of: target.property, as: caller).commit()
        case .putType: _ = try registry.putType(target.typeSlug, try TypeDraft(json: body), as: caller).commit()
        case .deleteType: try registry.deleteType(target.typeSlug, as: caller).commit()
        case .signUp: _ = try registry.signUp(try SignUp(json: body, at: registry.now))
        case .login: _ = try registry.login(try Credentials(json: body))
        case .refresh: _ = try registry.refresh(try RefreshRequest(json: body)).commit()
        case .logout: try registry.logout(try RefreshRequest(json: body)).commit()
        case .patchMe: _ = try registry.patchMe(with: try MergePatch(json: body), as: caller).commit()
        case .changePassword: try registry.changePassword(try PasswordChange(json: body), as: caller)
        case .deleteMe: try registry.deleteMe(as: caller).commit()
        case .deleteUser: try registry.deleteUser(target.user, as: caller).commit()
        case .endSessions: try registry.endSessions(of: target.user, as: caller).commit()
        }
    }
}

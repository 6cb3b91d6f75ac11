import HTTPTypes
import HummingbirdTesting
import Testing
import TestSupport

@testable import CadastreHTTP

@Suite("Ownership over HTTP") struct OwnershipTests {
    @Test(
        "Every change is refused or made as the matrix says, and what is refused changes nothing",
        arguments: ChangeOperation.allCases)
    func matrix(_ operation: ChangeOperation) async throws {
        let scene = try OwnershipScene()
        try await ServedRegister.serve(scene.register, isEmpty: true) { served in
            let tried = try await OwnershipMatrix.check(operation, in: scene, through: HTTPDoor(served: served))
            #expect(tried == Stranger.allCases.count)
        }
    }
}

/// The way into a register that goes over HTTP.
private struct HTTPDoor: Door {
    let served: ServedRegister

    func attempt(
        _ operation: ChangeOperation, on target: OwnershipTarget, token: String?
    ) async throws -> TestSupport.Answer {
        let fields = token.map { HTTPFields([HTTPField(name: .authorization, value: "Bearer " + $0)]) } ?? [:]
        let (method, path) = Self.call(of: operation, on: target)
        let answer = try await served.send(method, path, json: operation.body(on: target), fields)
        return answer.status.kind == .successful ? .done : .refused(status: answer.status.code)
    }

    private static func call(
        of operation: ChangeOperation, on target: OwnershipTarget
    ) -> (HTTPRequest.Method, String) {
        let property = "/v1/properties/\(target.property)"
        let room = "\(property)/rooms/\(target.room)"
        return switch operation {
        case .createProperty: (.post, "/v1/properties")
        case .replaceProperty: (.put, property)
        case .patchProperty: (.patch, property)
        case .deleteProperty: (.delete, property)
        case .createRoom: (.post, property + "/rooms")
        case .replaceRoom: (.put, room)
        case .patchRoom: (.patch, room)
        case .deleteRoom: (.delete, room)
        case .putType: (.put, "/v1/types/\(target.typeSlug)")
        case .deleteType: (.delete, "/v1/types/\(target.typeSlug)")
        case .signUp: (.post, "/v1/users")
        case .login: (.post, "/v1/auth/login")
        case .refresh: (.post, "/v1/auth/refresh")
        case .logout: (.post, "/v1/auth/logout")
        case .patchMe: (.patch, "/v1/users/me")
        case .changePassword: (.put, "/v1/users/me/password")
        case .deleteMe: (.delete, "/v1/users/me")
        case .deleteUser: (.delete, "/v1/users/\(target.user)")
        case .endSessions: (.delete, "/v1/users/\(target.user)/sessions")
        }
    }
}

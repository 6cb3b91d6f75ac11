import TestSupport
import Testing

@Suite("Ownership") struct OwnershipTests {
    @Test("Each operation that changes something, tried by everybody", arguments: ChangeOperation.allCases)
    func matrix(_ operation: ChangeOperation) async throws {
        let scene = try OwnershipScene()
        try await OwnershipMatrix.check(operation, in: scene, through: RegistryDoor(scene.register.registry))
    }
}

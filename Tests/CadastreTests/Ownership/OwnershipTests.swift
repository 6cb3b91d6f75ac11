import TestSupport
import Testing

@Suite("Ownership") struct OwnershipTests {
    @Test("Each operation that changes something, tried by everybody", arguments: ChangeOperation.allCases)
    func matrix(_ operation: ChangeOperation) async throws {
        let scene = try OwnershipScene()
        let door = RegistryDoor(scene.register.registry)
        #expect(try await OwnershipMatrix.check(operation, in: scene, through: door) == Stranger.allCases.count)
    }
}

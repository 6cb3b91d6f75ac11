import TestSupport
import Testing

@Suite("Ownership in C") struct OwnershipTests {
    @Test(
        "Every change is refused or made as the matrix says, and what is refused changes nothing",
        arguments: ChangeOperation.allCases)
    func matrix(_ operation: ChangeOperation) async throws {
        let scene = try OwnershipScene()
        let door = DoorInC(try scene.register.reopened().handle())
        #expect(try await OwnershipMatrix.check(operation, in: scene, through: door) == Stranger.allCases.count)
    }
}

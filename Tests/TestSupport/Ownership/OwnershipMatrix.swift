public import Testing

/// A way into a register, to try the ownership matrix through.
public protocol Door: Sendable {
    /// Tries an operation.
    ///
    /// - Parameter token: The access token that it is tried with; `nil` for none.
    /// - Returns: What came of it.
    func attempt(_ operation: ChangeOperation, on target: OwnershipTarget, token: String?) async throws -> Answer
}

/// Every operation that changes something, tried by everybody, through any door.
public enum OwnershipMatrix {
    /// Tries one operation as everybody, and compares the answers with those that ``ChangeOperation/answer(to:)`` gives.
    ///
    /// Those who must be refused come first, and the whole register must be the same after each of them. Whoever is
    /// served afterwards must have changed something, or the operation has tested nothing. The owner comes last, as it
    /// may be itself that goes.
    ///
    /// - Returns: How many have tried it.
    public static func check(
        _ operation: ChangeOperation, in scene: OwnershipScene, through door: some Door,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Int {
        let refused = Stranger.allCases.filter { operation.answer(to: $0) != .done }
        let served = Stranger.allCases.filter { operation.answer(to: $0) == .done }
        let order = refused + served.filter { $0 != .owner } + served.filter { $0 == .owner }
        for stranger in order {
            let target = try scene.target(of: operation)
            let before = try scene.snapshot()
            let answer = try await door.attempt(operation, on: target, token: scene.tokens[stranger])
            let expected = operation.answer(to: stranger)
            #expect(answer == expected, "\(operation) by \(stranger)", sourceLocation: sourceLocation)
            let isChanged = try scene.snapshot() != before
            // A new password and the next refresh token take the place of the ones before, which nobody can read.
            let isSeen = operation != .changePassword && operation != .refresh
            if expected != .done || isSeen {
                #expect(
                    isChanged == (expected == .done), "what \(operation) by \(stranger) left behind",
                    sourceLocation: sourceLocation)
            }
        }
        return order.count
    }
}

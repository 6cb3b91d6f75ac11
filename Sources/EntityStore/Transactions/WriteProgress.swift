/// What one batch of writes has done so far. Used by the one thread that leads the batch.
final class WriteProgress {
    /// Whether each operation has a nested transaction of its own, as it shares the commit with others.
    let isolatesOperations: Bool
    /// When the running operation began.
    private(set) var now = Timestamp.now
    /// Whether the running operation has changed something, and so has its nested transaction if it is to have one.
    var hasChanged = false
    /// Why the running operation can't succeed any more, whatever its body makes of it.
    var failure: StoreError?
    /// How many operations that changed something are part of the batch.
    var changes = 0

    init(isolatesOperations: Bool) {
        self.isolatesOperations = isolatesOperations
    }

    func beginOperation() {
        now = .now
        hasChanged = false
        failure = nil
    }
}

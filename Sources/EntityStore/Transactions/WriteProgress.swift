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
    /// Why the engine refused an operation of the batch, if it did: the last of them.
    var refusal: StoreError?
    /// How many records are lent: their bytes would change under whoever reads them.
    var lends = 0
    /// What the running operation read last, by id and decoded: most often what it is about to replace.
    private var lastRead: (id: RecordID, entity: any Entity)?
    /// How many operations that changed something are part of the batch.
    var changes = 0

    init(isolatesOperations: Bool) {
        self.isolatesOperations = isolatesOperations
    }

    func beginOperation() {
        now = .now
        hasChanged = false
        failure = nil
        lastRead = nil
    }

    func remember<E: Entity>(_ entity: E) {
        lastRead = (entity.id.record, entity)
    }

    /// The entity with this id as it is stored, if that is what was read last.
    func recall<E: Entity>(_ id: ID<E>) -> E? {
        guard let lastRead, lastRead.id == id.record else { return nil }
        return lastRead.entity as? E
    }

    /// Must be called before a record changes.
    func forget(_ id: RecordID) {
        if lastRead?.id == id { lastRead = nil }
    }
}

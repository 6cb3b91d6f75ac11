import LMDB

extension WriteTransaction {
    /// Makes a new entity. Its id is greater than that of every entity of the collection, whatever the clock says.
    ///
    /// - Parameter make: Makes the entity with the id that it is given.
    /// - Returns: The record as stored.
    /// - Throws: `.duplicate`, `.invalidKey`, `.unencodable`; nothing is changed then.
    @discardableResult
    public func insert<E: Entity>(_ make: (ID<E>) -> E) throws(StoreError) -> Stored<E> {
        let collection = try storage.collection(of: E.self)
        let id: ID<E> = try newID(in: collection)
        let entity = make(id)
        guard entity.id == id else { throw .misuse("A new entity must have the id that it is given.") }
        return try store(entity, replacing: nil, in: collection)
    }

    /// Makes a new entity that was encoded before.
    ///
    /// - Returns: The record as stored.
    /// - Throws: `.duplicate`; nothing is changed then.
    @discardableResult
    public func insert<E: Entity>(_ prepared: PreparedInsert<E>) throws(StoreError) -> Stored<E> {
        let collection = try storage.collection(of: E.self)
        let id: ID<E> = try newID(in: collection)
        let record = EncodedRecord<E>(
            id: id, header: prepared.header, summary: prepared.summary(with: id.record),
            json: prepared.json(with: id.record))
        return try store(record, keys: prepared.keys, replacing: nil, in: collection)
    }

    /// Makes an entity that brings its id, as one that was exported does.
    ///
    /// - Returns: The record as stored.
    /// - Throws: `.idTaken`, `.invalidID`, `.idFromTheFuture`, `.duplicate`, `.invalidKey`, `.unencodable`; nothing is
    ///   changed then.
    @discardableResult
    public func insert<E: Entity>(existing entity: E) throws(StoreError) -> Stored<E> {
        let collection = try storage.collection(of: E.self)
        guard try !contains(entity.id) else { throw .idTaken(collection: E.collection, id: entity.id.record) }
        try requireAcceptable(entity.id)
        return try store(entity, replacing: nil, in: collection)
    }

    /// Makes an entity that brings its id and was encoded before.
    ///
    /// - Throws: `.idTaken`, `.invalidID`, `.idFromTheFuture`, `.duplicate`; nothing is changed then.
    public func insert<E: Entity>(existing prepared: PreparedRecord<E>) throws(StoreError) {
        let id = prepared.id
        guard try !contains(id) else { throw .idTaken(collection: E.collection, id: id.record) }
        try insert(absent: prepared)
    }

    /// Makes an entity that brings its id and was encoded before, and that this transaction has looked for in vain.
    ///
    /// - Throws: `.invalidID`, `.idFromTheFuture`, `.duplicate`; nothing is changed then. `.idTaken` where the entity is
    ///   there after all: then the whole operation fails.
    package func insert<E: Entity>(absent prepared: PreparedRecord<E>) throws(StoreError) {
        let collection = try storage.collection(of: E.self)
        try requireAcceptable(prepared.id)
        let record = EncodedRecord<E>(
            id: prepared.id, header: prepared.header, summary: prepared.summary, json: prepared.json)
        _ = try store(record, keys: prepared.keys, replacing: nil, in: collection)
    }

    /// Stores an entity under its id, in place of what is there, if anything is.
    ///
    /// - Returns: The record as stored.
    /// - Throws: `.invalidID`, `.idFromTheFuture`, `.duplicate`, `.invalidKey`, `.unencodable`; nothing is changed then.
    @discardableResult
    public func put<E: Entity>(_ entity: E) throws(StoreError) -> Stored<E> {
        let collection = try storage.collection(of: E.self)
        let old: E? = try current(entity.id)
        if old == nil { try requireAcceptable(entity.id) }
        return try store(entity, replacing: old, in: collection)
    }

    /// Removes an entity.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    public func delete<E: Entity>(_ id: ID<E>) throws(StoreError) -> Bool {
        let collection = try storage.collection(of: E.self)
        guard let old: E = try current(id) else { return false }
        try update(id.record, from: try E.indexKeys(of: old), to: nil, in: collection)
        try change { () throws(LMDBError) in
            _ = try id.record.withSpan { key throws(LMDBError) in try engine.delete(key, in: collection.records) }
        }
        return true
    }
}

extension WriteTransaction {
    /// The entity as it is stored. A body mostly has just read what it is about to change, and once is enough.
    private func current<E: Entity>(_ id: ID<E>) throws(StoreError) -> E? {
        if let entity = progress.recall(id) { return entity }
        return try get(id)
    }

    private func store<E: Entity>(
        _ entity: E, replacing old: E?, in collection: OpenCollection
    ) throws(StoreError) -> Stored<E> {
        let record = EncodedRecord<E>(
            id: entity.id, header: entity.header, summary: entity.summary ?? [], json: try entity.encodedJSON())
        let keys = try E.indexKeys(of: entity)
        let oldKeys = try old.map { old throws(StoreError) in try E.indexKeys(of: old) }
        return try store(record, keys: keys, replacing: oldKeys, in: collection)
    }

    private func store<E: Entity>(
        _ record: EncodedRecord<E>, keys: [[UInt8]?], replacing oldKeys: [[UInt8]?]?, in collection: OpenCollection
    ) throws(StoreError) -> Stored<E> {
        try update(record.id.record, from: oldKeys, to: keys, in: collection)
        let bytes = RecordLayout.encode(
            id: record.id.record, header: record.header, summary: record.summary, json: record.json)
        let isStored = try change { () throws(LMDBError) in
            try record.id.record.withSpan { key throws(LMDBError) in
                guard oldKeys == nil else {
                    try engine.put(bytes.span.bytes, for: key, in: collection.records)
                    return true
                }
                // Ids mostly rise, and a store whose records were appended is a third smaller.
                if try engine.append(bytes.span.bytes, for: key, in: collection.records) { return true }
                return try engine.insert(bytes.span.bytes, for: key, in: collection.records)
            }
        }
        guard isStored else {
            // Its index entries are listed already, so the operation fails even if its body goes on.
            let failure = StoreError.idTaken(collection: collection.name, id: record.id.record)
            progress.failure = failure
            throw failure
        }
        return Stored(id: record.id, header: record.header, json: record.json)
    }

    /// An id that is greater than each that the collection has.
    private func newID<E>(in collection: OpenCollection) throws(StoreError) -> ID<E> {
        let records = try AllRecords(collection, by: .newest, of: snapshot.engine)
        let greatest = try records.seek(.greatest)
        var generator = RandomNumbers(count: 2)
        guard let id = RecordID.version7(at: now, after: greatest, using: &generator) else {
            throw .full("\(collection.name): the ids are used up.")
        }
        return ID(id)
    }

    /// Refuses an id that is no UUIDv7, and one so far in the future that those given after it would be anything but
    /// the time of their making.
    private func requireAcceptable<E: Entity>(_ id: ID<E>) throws(StoreError) {
        guard id.record.isVersion7 else { throw .invalidID(collection: E.collection, id: id.record) }
        guard id.record.milliseconds <= now.milliseconds + Self.clockTolerance else {
            throw .idFromTheFuture(collection: E.collection, id: id.record)
        }
    }

    /// A day, in milliseconds.
    private static let clockTolerance: Int64 = 86_400_000
}

/// The parts of a record that is about to be stored.
private struct EncodedRecord<E: Entity> {
    let id: ID<E>
    let header: RecordHeader
    let summary: [UInt8]
    let json: [UInt8]
}

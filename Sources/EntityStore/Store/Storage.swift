import LMDB
import Synchronization

/// What a store and its transactions share: the engine, and the collections that the program declares.
final class Storage: Sendable {
    let environment: Environment
    let meta: Database
    let collections: [OpenCollection]
    let oldestRead = OldestReadWatch()
    let failures = FailureMemory()

    /// The generation of the set of indexes at which all were seen to be as this process declares them, and whole.
    /// 0 where that was not seen yet.
    private let settledGeneration = Atomic<UInt64>(0)
    /// The number of a committed snapshot that has that generation. Between two commits all reads are of one snapshot.
    private let settledSnapshot = Atomic<Int>(-1)

    init(environment: Environment, meta: Database, collections: [OpenCollection]) {
        self.environment = environment
        self.meta = meta
        self.collections = collections
    }

    /// The collection that keeps `E`.
    func collection<E: Entity>(of type: E.Type) throws(StoreError) -> OpenCollection {
        let type = ObjectIdentifier(type)
        for collection in collections where collection.type == type { return collection }
        throw .misuse("The store was opened without \(E.self). Name it in `holding:`.")
    }
}

// MARK: The set of indexes

extension Storage {
    /// Refuses to write where another process has changed the set of indexes, as this one would not keep them up.
    func requireCurrentIndexes(in transaction: borrowing some LMDB.Transaction & ~Copyable) throws(StoreError) {
        guard try !isSettled(in: transaction) else { return }
        try settle(in: transaction)
    }

    /// Refuses to read an index that is not whole, or not what this process takes it for.
    func requireComplete(_ index: OpenIndex, in snapshot: Snapshot) throws(StoreError) {
        let number = snapshot.engine.identifier
        if snapshot.isCommitted, number == settledSnapshot.load(ordering: .relaxed) { return }
        if try isSettled(in: snapshot.engine) {
            if snapshot.isCommitted { settledSnapshot.store(number, ordering: .relaxed) }
            return
        }
        let stored = try definition(of: index, in: snapshot.engine)
        guard let stored, stored.describesSame(as: index.definition) else { throw .outdated }
        if stored.unbuilt != nil { throw .indexBuilding(collection: index.collection, index: index.name) }
    }

    /// How often the set of indexes has changed by now.
    var indexGeneration: UInt64 {
        get throws(StoreError) {
            let transaction = try translating { () throws(LMDBError) in try environment.beginRead() }
            return try generation(in: transaction)
        }
    }

    func generation(in transaction: borrowing some LMDB.Transaction & ~Copyable) throws(StoreError) -> UInt64 {
        let key = StoreKeys.generationKey
        let generation = try translating { () throws(LMDBError) in
            try transaction.get(key.span.bytes, in: meta) { bytes in
                bytes.byteCount == 8 ? UInt64(littleEndian: bytes.unsafeLoadUnaligned(as: UInt64.self)) : nil
            }
        }
        guard let generation = generation ?? nil else {
            throw .corrupt("The generation of the indexes is missing. Restore a backup.")
        }
        return generation
    }

    private func isSettled(in transaction: borrowing some LMDB.Transaction & ~Copyable) throws(StoreError) -> Bool {
        try generation(in: transaction) == settledGeneration.load(ordering: .relaxed)
    }

    /// Makes the first reads know what the opening has seen to.
    func settle() throws(StoreError) {
        let transaction = try translating { () throws(LMDBError) in try environment.beginRead() }
        try requireCurrentIndexes(in: transaction)
    }

    /// Compares what is written down with what this process declares, and remembers the generation if all is well.
    private func settle(in transaction: borrowing some LMDB.Transaction & ~Copyable) throws(StoreError) {
        var isComplete = true
        for collection in collections {
            let stored = try definitions(of: collection.name, in: transaction)
            guard stored.count == collection.indexes.count else { throw .outdated }
            for index in collection.indexes {
                guard let definition = stored[index.name], definition.describesSame(as: index.definition) else {
                    throw .outdated
                }
                if definition.unbuilt != nil { isComplete = false }
            }
        }
        if isComplete { settledGeneration.store(try generation(in: transaction), ordering: .relaxed) }
    }

    /// What is written down of one index; `nil` where there is nothing.
    func definition(
        of index: OpenIndex, in transaction: borrowing some LMDB.Transaction & ~Copyable
    ) throws(StoreError) -> IndexDefinition? {
        let bytes = try translating { () throws(LMDBError) in try transaction.get(index.definitionKey, in: meta) }
        guard let bytes else { return nil }
        return try IndexDefinition(stored: bytes)
    }

    /// What is written down of a collection's indexes, by their names.
    func definitions(
        of collection: CollectionName, in transaction: borrowing some LMDB.Transaction & ~Copyable
    ) throws(StoreError) -> [String: IndexDefinition] {
        let prefix = StoreKeys.definitionPrefix(of: collection)
        let pairs = try translating { () throws(LMDBError) in
            try transaction.cursor(in: meta) { cursor throws(LMDBError) in
                var pairs: [(key: [UInt8], value: [UInt8])] = []
                var isPositioned = try cursor.seek(atLeast: prefix)
                while isPositioned {
                    let pair = try cursor.withCurrent { key, value in
                        (key: key.withUnsafeBytes { [UInt8]($0) }, value: value.withUnsafeBytes { [UInt8]($0) })
                    }
                    guard pair.key.starts(with: prefix) else { break }
                    pairs.append(pair)
                    isPositioned = try cursor.next()
                }
                return pairs
            }
        }
        var definitions: [String: IndexDefinition] = [:]
        for (key, value) in pairs {
            let name = String(decoding: key.dropFirst(prefix.count), as: UTF8.self)
            definitions[name] = try IndexDefinition(stored: value)
        }
        return definitions
    }
}

extension StoreError {
    /// The set of indexes is no longer what this process declares.
    static let outdated = StoreError.incompatible(
        "Another process has changed the indexes of this store. Restart this one with the same version of the program.")
}

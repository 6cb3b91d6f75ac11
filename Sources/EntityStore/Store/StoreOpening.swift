import LMDB

/// Opens what a store consists of, and sees to it that its format and its indexes are those that the program declares.
struct StoreOpening {
    let path: String
    let options: StoreOptions
    let types: [any Entity.Type]

    /// Opens the store and builds the indexes that are not whole.
    func open() throws(StoreError) -> Storage {
        let storage = try openUnbuilt()
        guard !options.isReadOnly else { return storage }
        do throws(StoreError) {
            for type in types { try storage.buildIndexes(of: type) }
            try storage.settle()
        } catch {
            storage.environment.close()
            throw error
        }
        return storage
    }

    /// Opens the store and declares its indexes, but builds none.
    func openUnbuilt() throws(StoreError) -> Storage {
        for type in types { try Self.validate(type) }
        guard Set(types.map { $0.collection }).count == types.count else {
            throw .misuse("Two types name the same collection. A collection keeps one type.")
        }
        let environment = try translating { () throws(LMDBError) in
            try Environment.open(at: path, options: Environment.Options(options))
        }
        do throws(StoreError) {
            if options.examinesPages { try environment.requireSoundPages(at: path) }
            return try open(environment)
        } catch {
            environment.close()
            throw error
        }
    }

    private func open(_ environment: Environment) throws(StoreError) -> Storage {
        let meta = try openMeta(in: environment)
        var collections: [OpenCollection] = []
        for type in types { collections.append(try openCollection(of: type, in: environment)) }
        let storage = Storage(environment: environment, meta: meta, collections: collections)
        if !options.isReadOnly { try storage.declareIndexes() }
        return storage
    }
}

// MARK: Format

extension StoreOpening {
    /// Opens the database that describes the store, after making sure that the store is of a format that is known.
    private func openMeta(in environment: Environment) throws(StoreError) -> Database {
        // Asked before the look at what is there, as other processes may be making the store meanwhile; and of a
        // snapshot, as the environment tells of a commit a moment before a snapshot shows it.
        let lastTransaction = try translating { () throws(LMDBError) in try environment.beginRead().identifier }
        var hasMeta = false
        if let meta = try openExisting(in: environment) {
            if try hasKnownFormat(meta, in: environment) { return meta }
            hasMeta = true
        }
        guard !options.isReadOnly else {
            throw .unavailable("\(path) is no store yet. Open it once for writing.")
        }
        // The first thing that is ever committed to a store is the database that describes it.
        guard hasMeta || lastTransaction == 0 else { throw foreign }
        do throws(LMDBError) {
            let meta = try environment.database(named: StoreKeys.metaDatabase)
            let transaction = try environment.beginWrite()
            // Another process may have been first. It has written the same.
            try transaction.put(StoreKeys.format.littleEndianBytes, for: StoreKeys.formatKey, in: meta)
            _ = try transaction.insert(UInt64(1).littleEndianBytes, for: StoreKeys.generationKey, in: meta)
            try transaction.commit()
            return meta
        } catch {
            throw StoreError(error)
        }
    }

    private func openExisting(in environment: Environment) throws(StoreError) -> Database? {
        do throws(LMDBError) {
            return try environment.database(named: StoreKeys.metaDatabase, creates: false)
        } catch {
            guard error.kind == .missing else { throw StoreError(error) }
            return nil
        }
    }

    private var foreign: StoreError { .incompatible("\(path) holds something else than a store.") }

    /// False where nothing has been written yet.
    private func hasKnownFormat(_ meta: Database, in environment: Environment) throws(StoreError) -> Bool {
        let (stored, isEmpty) = try translating { () throws(LMDBError) in
            let transaction = try environment.beginRead()
            return (try transaction.get(StoreKeys.formatKey, in: meta), try transaction.count(of: meta) == 0)
        }
        if stored == nil, isEmpty { return false }
        guard let stored else { throw foreign }
        let format = UInt32(littleEndianBytes: stored)
        guard format == StoreKeys.format else {
            let advice =
                format < StoreKeys.format
                ? "Export it with the version of the program that wrote it, and import that with this one."
                : "Upgrade the program, or restore a backup."
            throw .incompatible(
                "\(path) is in format \(format); this program reads \(StoreKeys.format). \(advice)")
        }
        return true
    }
}

// MARK: Collections

extension StoreOpening {
    private static func validate<E: Entity>(_ type: E.Type) throws(StoreError) {
        guard E.collection.isValid else {
            throw .misuse("\(E.collection) is no name for a collection: 1 to 64 of a-z, 0-9 and -.")
        }
        var names: Set<String> = []
        for index in E.indexes {
            guard CollectionName(stringLiteral: index.name).isValid else {
                throw .misuse("\(index.name) is no name for an index: 1 to 64 of a-z, 0-9 and -.")
            }
            guard names.insert(index.name).inserted else {
                throw .misuse("\(E.collection) has two indexes with the name \(index.name).")
            }
        }
    }

    private func openCollection<E: Entity>(
        of type: E.Type, in environment: Environment
    ) throws(StoreError) -> OpenCollection {
        let creates = !options.isReadOnly
        return try translating { () throws(LMDBError) in
            var indexes: [OpenIndex] = []
            for index in E.indexes {
                let name = StoreKeys.indexDatabase(of: index.name, in: E.collection)
                indexes.append(
                    OpenIndex(
                        collection: E.collection, name: index.name,
                        definition: IndexDefinition(isUnique: index.isUnique, revision: index.revision),
                        postings: try environment.multiDatabase(
                            named: name, valueSize: RecordID.byteCount, creates: creates)))
            }
            let name = StoreKeys.recordsDatabase(of: E.collection)
            return OpenCollection(
                type: ObjectIdentifier(type), name: E.collection,
                records: try environment.database(named: name, creates: creates), indexes: indexes,
                revision: E.indexesRevision)
        }
    }
}

extension Environment.Options {
    init(_ options: StoreOptions) {
        self.init()
        addressSpace = options.addressSpace
        maximumReaders = options.maximumReaders
        switch options.durability {
        case .full: durability = .full
        case .relaxed: durability = .relaxed
        }
        isReadOnly = options.isReadOnly
        createsMissing = options.createsMissing
        allowsNetworkFileSystem = options.allowsNetworkFileSystem
        switch options.readAhead {
        case .automatic: readAhead = .automatic
        case .on: readAhead = .on
        case .off: readAhead = .off
        }
    }
}

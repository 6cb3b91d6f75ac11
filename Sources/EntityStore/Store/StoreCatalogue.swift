import LMDB

/// Everything that is written down of a store's collections and indexes, whatever the program declares.
struct StoreCatalogue {
    let collections: [OpenCollection]

    /// Opens all of them. Not on a thread that has a write transaction.
    init(of environment: Environment) throws(LMDBError) {
        let meta = try environment.database(named: StoreKeys.metaDatabase, creates: false)
        let keys = try Self.keys(of: meta, in: environment)
        var collections: [OpenCollection] = []
        for key in keys where key.starts(with: StoreKeys.collectionPrefix) {
            let name = CollectionName(
                stringLiteral: String(decoding: key.dropFirst(StoreKeys.collectionPrefix.count), as: UTF8.self))
            let prefix = StoreKeys.definitionPrefix(of: name)
            var indexes: [OpenIndex] = []
            for key in keys where key.starts(with: prefix) {
                let index = String(decoding: key.dropFirst(prefix.count), as: UTF8.self)
                let postings = try environment.multiDatabase(
                    named: StoreKeys.indexDatabase(of: index, in: name), valueSize: RecordID.byteCount, creates: false)
                let definition = IndexDefinition(isUnique: false, revision: 0)
                indexes.append(OpenIndex(collection: name, name: index, definition: definition, postings: postings))
            }
            let records = try environment.database(named: StoreKeys.recordsDatabase(of: name), creates: false)
            // No type of the program stands behind it here.
            let type = ObjectIdentifier(Never.self)
            collections.append(OpenCollection(type: type, name: name, records: records, indexes: indexes, revision: 0))
        }
        self.collections = collections
    }

    private static func keys(of meta: Database, in environment: Environment) throws(LMDBError) -> [[UInt8]] {
        let transaction = try environment.beginRead()
        return try transaction.cursor(in: meta) { cursor throws(LMDBError) in
            var keys: [[UInt8]] = []
            var isPositioned = try cursor.first()
            while isPositioned {
                keys.append(try cursor.withCurrent { key, _ in key.withUnsafeBytes { [UInt8]($0) } })
                isPositioned = try cursor.next()
            }
            return keys
        }
    }
}

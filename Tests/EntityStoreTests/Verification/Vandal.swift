import LMDB

@testable import EntityStore

/// Damages a store behind its back, as a bug or a bad disk would.
struct Vandal {
    private let environment: Environment
    private let records: Database
    private let indexes: [String: MultiDatabase]

    init(_ store: Store) throws {
        environment = store.storage.environment
        records = try environment.database(named: "records/notes")
        var indexes: [String: MultiDatabase] = [:]
        for name in ["tag", "author", "slug"] {
            indexes[name] = try environment.multiDatabase(named: "index/notes/\(name)", valueSize: 16)
        }
        self.indexes = indexes
    }

    func list(_ id: RecordID, under key: [UInt8], in index: String) throws {
        try change { transaction in
            guard let index = indexes[index] else { return }
            _ = try transaction.insert(id.bytes, for: key, in: index)
        }
    }

    func unlist(_ id: RecordID, under key: [UInt8], in index: String) throws {
        try change { transaction in
            guard let index = indexes[index] else { return }
            _ = try transaction.delete(id.bytes, for: key, in: index)
        }
    }

    func put(_ record: [UInt8], under key: [UInt8]) throws {
        try change { transaction in try transaction.put(record, for: key, in: records) }
    }

    func remove(_ id: RecordID) throws {
        try change { transaction in _ = try transaction.delete(id.bytes, in: records) }
    }

    func record(of id: RecordID) throws -> [UInt8]? {
        let transaction = try environment.beginRead()
        return try transaction.get(id.bytes, in: records)
    }

    private func change(_ body: (borrowing LMDB.WriteTransaction) throws -> Void) throws {
        let transaction = try environment.beginWrite()
        try body(transaction)
        try transaction.commit()
    }
}

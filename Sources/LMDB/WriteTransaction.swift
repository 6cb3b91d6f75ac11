internal import CLMDB

/// The one transaction that changes things: there is one at a time in all processes.
///
/// It is begun, used and ended on one thread. What is not committed is aborted when it goes out of scope. After an
/// operation failed other than by a bad argument, it can only be aborted
/// (``LMDBError/Kind/badTransaction``).
public struct WriteTransaction: ~Copyable, Transaction {
    /// The inside, for this module only.
    public let handle: TransactionHandle

    init(_ state: UnsafeMutablePointer<TransactionState>) { handle = TransactionHandle(state) }

    deinit { try? handle.state.pointee.environment.takeUnretainedValue().endWrite(handle.state, commits: false) }

    /// Commits. When this returns with full durability, the changes are on disk.
    ///
    /// - Throws: Why nothing was changed.
    public consuming func commit() throws(LMDBError) {
        let state = handle.state
        discard self
        try state.pointee.environment.takeUnretainedValue().endWrite(state, commits: true)
    }

    /// Aborts now.
    public consuming func abort() {}
}

// MARK: Head-room

extension WriteTransaction {
    /// Whether only the head-room is left: an eighth of the address space, at most 1 GiB. Looked at when the transaction
    /// began. Whatever makes the file grow is refused then with ``LMDBError/Kind/mapFull``, and deleting goes on.
    public var isNearlyFull: Bool { handle.state.pointee.isNearlyFull }
}

// MARK: One value a key

extension WriteTransaction {
    /// Stores `value` under `key`, in place of what is there.
    public func put(_ value: RawSpan, for key: RawSpan, in database: Database) throws(LMDBError) {
        _ = try handle.put(value, for: key, in: database, flags: 0)
    }

    /// Stores `value` under `key`. False, and no change, if the key has a value.
    public func insert(_ value: RawSpan, for key: RawSpan, in database: Database) throws(LMDBError) -> Bool {
        try handle.put(value, for: key, in: database, flags: UInt32(MDB_NOOVERWRITE))
    }

    /// Stores `value` under `key`, if that is greater than every key that there is. False, and no change, if it is not.
    ///
    /// What is appended fills each page before it begins the next (`MDB_APPEND`). Other puts split a full page, by bytes
    /// where values are large, and where keys only rise the room in the first part is never used.
    public func append(_ value: RawSpan, for key: RawSpan, in database: Database) throws(LMDBError) -> Bool {
        try handle.put(value, for: key, in: database, flags: UInt32(MDB_APPEND))
    }

    /// Removes `key`. False if it was not there.
    public func delete(_ key: RawSpan, in database: Database) throws(LMDBError) -> Bool {
        try handle.delete(nil, for: key, in: database.raw, of: database.environment)
    }

    /// Removes all keys.
    public func empty(_ database: Database) throws(LMDBError) {
        try handle.empty(database.raw, of: database.environment)
    }
}

// MARK: Many values a key

extension WriteTransaction {
    /// Adds `value` to those of `key`. False if it was there.
    public func insert(_ value: RawSpan, for key: RawSpan, in database: MultiDatabase) throws(LMDBError) -> Bool {
        try handle.put(value, for: key, in: database)
    }

    /// Removes `value` from those of `key`. False if it was not there.
    public func delete(_ value: RawSpan, for key: RawSpan, in database: MultiDatabase) throws(LMDBError) -> Bool {
        guard value.byteCount == database.valueSize else { throw LMDBError(.badValueSize, during: .delete) }
        return try value.withUnsafeBytes { (value) throws(LMDBError) in
            try handle.delete(value, for: key, in: database.raw, of: database.environment)
        }
    }

    /// Removes all keys and values.
    public func empty(_ database: MultiDatabase) throws(LMDBError) {
        try handle.empty(database.raw, of: database.environment)
    }
}

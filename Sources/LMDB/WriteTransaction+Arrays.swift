// The same with arrays.

extension WriteTransaction {
    /// Stores `value` under `key`, in place of what is there.
    public func put(_ value: [UInt8], for key: [UInt8], in database: Database) throws(LMDBError) {
        try put(value.span.bytes, for: key.span.bytes, in: database)
    }

    /// Stores `value` under `key`. False, and no change, if the key has a value.
    public func insert(_ value: [UInt8], for key: [UInt8], in database: Database) throws(LMDBError) -> Bool {
        try insert(value.span.bytes, for: key.span.bytes, in: database)
    }

    /// Stores `value` under `key`, if that is greater than every key that there is. False, and no change, if it is not.
    public func append(_ value: [UInt8], for key: [UInt8], in database: Database) throws(LMDBError) -> Bool {
        try append(value.span.bytes, for: key.span.bytes, in: database)
    }

    /// Removes `key`. False if it was not there.
    public func delete(_ key: [UInt8], in database: Database) throws(LMDBError) -> Bool {
        try delete(key.span.bytes, in: database)
    }

    /// Adds `value` to those of `key`. False if it was there.
    public func insert(_ value: [UInt8], for key: [UInt8], in database: MultiDatabase) throws(LMDBError) -> Bool {
        try insert(value.span.bytes, for: key.span.bytes, in: database)
    }

    /// Removes `value` from those of `key`. False if it was not there.
    public func delete(_ value: [UInt8], for key: [UInt8], in database: MultiDatabase) throws(LMDBError) -> Bool {
        try delete(value.span.bytes, for: key.span.bytes, in: database)
    }
}

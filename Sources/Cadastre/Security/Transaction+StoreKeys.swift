import EntityStore

extension StoreTransaction where Self: ~Copyable {
    /// The newest key for a purpose, if the store has made one yet.
    func storeKey(for purpose: StoreKey.Purpose) throws -> StoreKey? {
        try first(where: StoreKey.byPurpose == purpose, order: .newest)
    }

    /// The newest key for a purpose.
    ///
    /// - Throws: `.corrupt` where there is none: `Registry.open` makes them.
    func requireStoreKey(for purpose: StoreKey.Purpose) throws -> StoreKey {
        guard let key = try storeKey(for: purpose) else {
            throw RegistryError.corrupt("The store has lost its key for \(purpose.rawValue).")
        }
        return key
    }
}

extension WriteTransaction {
    /// Makes the keys that the store has not. Of many processes that open a new store at once the first to write does.
    func makeMissingStoreKeys(at moment: Timestamp) throws {
        for purpose in [StoreKey.Purpose.tokens, .throttle] where try storeKey(for: purpose) == nil {
            try insert { StoreKey(id: $0, purpose: purpose, at: moment) }
        }
    }

    /// Ends the keys for a purpose at `end`, or when they would have ended anyway, and removes those that have.
    func retireStoreKeys(for purpose: StoreKey.Purpose, at end: Timestamp, now: Timestamp) throws {
        for key in try getMany(try ids(where: StoreKey.byPurpose == purpose)) {
            guard let key else { continue }
            let retired = key.retired(at: end)
            if retired.isValid(at: now) { try put(retired) } else { try delete(key.id) }
        }
    }
}

import EntityStore

extension Registry {
    /// Gives a new store what every register begins with: keys of its own, and the default types.
    ///
    /// A store that has its keys is not new, even where somebody has since removed every type. Of many processes that
    /// open a new store at once, the first to write furnishes it.
    static func furnish(_ store: Store, at now: Timestamp) throws {
        if try store.read({ try $0.isFurnished }) { return }
        try store.write { transaction in
            if try transaction.isFurnished { return }
            for (slug, label) in PropertyType.defaults {
                _ = try transaction.insert { PropertyType(id: $0, slug: slug, label: label, at: now) }
            }
            try transaction.makeMissingStoreKeys(at: now)
        }
    }
}

extension StoreTransaction where Self: ~Copyable {
    fileprivate var isFurnished: Bool {
        get throws { try storeKey(for: .tokens) != nil }
    }
}

import EntityStore
import StrictJSON

// For whatever watches over a service: none of it tells what the register holds.
extension Registry {
    /// Checks that the register can be read now, and that its store is still where it was opened; and says whether it takes
    /// changes. That it takes none does not make it unready: whoever reads goes on.
    ///
    /// - Throws: `.unauthenticated` for a caller who is no longer who they were; `.unavailable` and its like, where it
    ///   can't be read, for whatever reason; `.misuse` where it is closed.
    @discardableResult
    public func requireReady(as caller: Caller) throws(RegistryError) -> Readiness {
        do {
            _ = try types(as: caller)
            try store.requireFiles()
            return Readiness(writeRefusal: try store.writeRefusal)
        } catch {
            throw RegistryError(any: error).asUnready
        }
    }

    /// How large the store is, who reads it, and what has been written, as JSON. The operator also learns how much of
    /// what the register holds.
    ///
    /// - Throws: `.unauthenticated` for a caller who is no longer who they were.
    public func statistics(as caller: Caller) throws(RegistryError) -> [UInt8] {
        try read(as: caller) { _ in }
        let statistics = try statistics()
        var writer = JSONWriter(capacity: 1_024)
        writer.beginObject()
        statistics.writeState(to: &writer)
        if caller == .operator { statistics.writeContent(to: &writer) }
        writer.endObject()
        return writer.bytes
    }
}

extension RegistryError {
    /// What it says of a register that was asked whether it can be read: a damaged one is out of reach as well.
    fileprivate var asUnready: RegistryError {
        switch self {
        case .corrupt, .internal, .full: .unavailable(description)
        case .malformed, .invalid, .unauthenticated, .forbidden, .notFound, .conflict, .stale, .tooLarge, .throttled,
            .busy, .unavailable, .incompatible, .misuse:
            self
        }
    }
}

extension StoreStatistics {
    fileprivate func writeState(to writer: inout JSONWriter) {
        let counts = [
            ("commits", commits), ("writes", writes), ("waitingWrites", waitingWrites), ("addressSpace", addressSpace),
            ("usedBytes", usedBytes), ("fileSize", fileSize), ("readers", readers), ("maximumReaders", maximumReaders),
        ]
        for (name, count) in counts {
            writer.name(name)
            writer.integer(count)
        }
        writer.name("oldestReadSeconds")
        writer.number(oldestReadSeconds)
        writer.name("oldestReadLag")
        writer.integer(oldestReadLag)
        writer.name("writesRefused")
        if let writeRefusal { writer.string(writeRefusal.rawValue) } else { writer.null() }
    }

    fileprivate func writeContent(to writer: inout JSONWriter) {
        writer.name("format")
        writer.integer(format)
        writer.name("indexGeneration")
        writer.integer(indexGeneration)
        writer.name("collections")
        writer.beginArray()
        for collection in collections {
            writer.beginObject()
            writer.name("name")
            writer.string("\(collection.name)")
            writer.name("entities")
            writer.integer(collection.entities)
            writer.name("indexEntries")
            writer.integer(collection.indexEntries)
            writer.endObject()
        }
        writer.endArray()
    }
}

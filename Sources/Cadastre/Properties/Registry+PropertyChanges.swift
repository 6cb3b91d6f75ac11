public import EntityStore

extension Registry {
    /// Makes a property what `replacement` says, all of it. It never makes a new one.
    ///
    /// The owner check, the version check and the write are one transaction: nobody can come between them. Where
    /// nothing changes, nothing is written and the version stays.
    ///
    /// - Parameter ifMatch: What must be true of the property that is there.
    /// - Returns: The property as stored, in the bytes that every door sends.
    /// - Throws: `.unauthenticated`; `.notFound`; `.forbidden` for all but the owner and admins; `.stale`; `.invalid`
    ///   where there is no such type, a room is not the property's, or what nobody changes is not what is stored.
    public func replaceProperty(
        _ id: ID<Property>, with replacement: PropertyReplacement, ifMatch: Precondition = .none, as caller: Caller
    ) -> Write<Stored<Property>> {
        changeProperty(id, replacement.change, ifMatch: ifMatch, as: caller)
    }

    /// Changes the fields of a property that `patch` names. `rooms`, where it is named, is the whole new list.
    ///
    /// As ``replaceProperty(_:with:ifMatch:as:)`` in everything else.
    ///
    /// - Throws: As there; `.malformed` and `.invalid` also for the fields of the patch.
    public func patchProperty(
        _ id: ID<Property>, with patch: MergePatch, ifMatch: Precondition = .none, as caller: Caller
    ) -> Write<Stored<Property>> {
        prepare(as: caller) { changeProperty(id, try PropertyChange(patch), ifMatch: ifMatch, as: caller) }
    }

    /// Removes a property and its rooms.
    ///
    /// - Throws: `.unauthenticated`; `.notFound`, the second time too; `.forbidden` for all but the owner and admins;
    ///   `.stale`.
    public func deleteProperty(
        _ id: ID<Property>, ifMatch: Precondition = .none, as caller: Caller
    ) -> Write<Void> {
        change(as: caller) { transaction, standing in
            try transaction.requireProperty(id, changeableBy: standing, ifMatch)
            _ = try transaction.delete(id)
        }
    }

    private func changeProperty(
        _ id: ID<Property>, _ change: PropertyChange, ifMatch: Precondition, as caller: Caller
    ) -> Write<Stored<Property>> {
        self.change(as: caller) { [clock] transaction, standing in
            if let type = change.type { try transaction.requireType(type) }
            let stored = try transaction.requireProperty(id, changeableBy: standing, ifMatch)
            let moment = clock.moment(after: stored.header.updatedAt)
            let current = try stored.decoded()
            let changed = try change.applied(to: current, stored: stored.json, at: moment)
            return changed.hasContent(of: current) ? stored : try transaction.putProperty(changed)
        }
    }
}

import EntityStore

/// What must be true of a record for a change of it to go ahead, so that nobody overwrites what they have not seen.
///
/// It is checked in the transaction that makes the change.
public enum Precondition: Hashable, Sendable {
    /// Nothing: the change applies to whatever is there.
    case none
    /// The record exists, in any state: `If-Match: *`.
    case exists
    /// The record is in one of these states. An empty list is never met.
    case oneOf([Revision])

    /// The record is in the state that the caller has seen.
    public static func revision(_ revision: Revision) -> Precondition { .oneOf([revision]) }

    /// Checks the record that is there.
    ///
    /// - Throws: `.stale`.
    func require(_ header: RecordHeader) throws(RegistryError) {
        guard case .oneOf(let revisions) = self else { return }
        if !revisions.contains(Revision(header)) { throw .stale }
    }
}

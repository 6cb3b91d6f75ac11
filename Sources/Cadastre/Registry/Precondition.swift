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

    /// Reads what a program that has embedded the register expects: `*` for any state, or one revision or several,
    /// separated by commas. A text that no revision has is never met.
    public init(expected text: String) {
        if text.isByteEqual(to: "*") {
            self = .exists
        } else {
            self = .oneOf(
                text.split(separator: ",").compactMap { part in
                    let words = part.split(separator: " ")
                    return words.count == 1 ? Revision(String(words[0])) : nil
                })
        }
    }

    /// Checks the record that is there.
    ///
    /// - Throws: `.stale`.
    func require(_ header: RecordHeader) throws(RegistryError) {
        guard case .oneOf(let revisions) = self else { return }
        if !revisions.contains(Revision(header)) { throw .stale }
    }
}

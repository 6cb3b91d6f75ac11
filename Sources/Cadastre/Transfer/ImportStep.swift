import EntityStore

/// One row or record of an import, checked as far as it can be without the store.
protocol ImportStep: Sendable {
    /// Where it stands in its file, from 1.
    var line: Int { get }
    /// About how many bytes of memory it takes.
    var byteCount: Int { get }

    /// Makes of the store what the row says.
    ///
    /// - Parameter types: What earlier steps have learnt of this transaction.
    /// - Throws: What is wrong with the row as `[FieldError]` in ``ImportFlaw``, before anything is written.
    func apply(
        in transaction: borrowing WriteTransaction, at moment: Timestamp, knowing types: inout KnownTypes
    ) throws -> ImportOutcome

    /// Tells what ``apply(in:at:knowing:)`` would do.
    ///
    /// - Parameter preview: What earlier steps would have made.
    func preview(
        in transaction: borrowing ReadTransaction, at moment: Timestamp, after preview: inout ImportPreview
    ) throws -> ImportOutcome
}

/// What became of a row that was taken.
struct ImportOutcome: Hashable, Sendable {
    enum Change: Hashable, Sendable {
        case added, updated, unchanged
        /// The row is no record.
        case none
    }

    let change: Change
    /// How many users were made for it.
    var users = 0
}

/// Why a row is not taken.
struct ImportFlaw: Error {
    let errors: [FieldError]

    init(_ field: String, _ message: String) {
        errors = [FieldError(field, message)]
    }

    init(_ errors: [FieldError]) {
        self.errors = errors
    }
}

/// What a dry run would have made by now.
struct ImportPreview {
    /// What was made or changed: a second row with the same id is taken to say the same.
    var properties: Set<ExternalID> = []
    var users: Set<ExternalID> = []
    var userIDs: Set<ID<User>> = []
    var types: Set<Slug> = []
    /// Whether the types that a new store begins with would have given way to those of the file.
    var replacesTypes = false
}

public import StrictJSON

/// What can go wrong in a store.
///
/// Every case says what to do next in its `description`. Nothing of the engine below shows in the type.
public enum StoreError: Error, Equatable, Sendable {
    /// A unique index leads from the same key to another entity already.
    case duplicate(collection: CollectionName, index: String, existing: RecordID)
    /// An entity with this id exists already.
    case idTaken(collection: CollectionName, id: RecordID)
    /// An index key is empty, or longer than ``maximumIndexKeyByteCount``.
    case invalidKey(collection: CollectionName, index: String, byteCount: Int)
    /// A record was to be stored under an id that is no UUIDv7, so that the order of ids would not be that of creation.
    case invalidID(collection: CollectionName, id: RecordID)
    /// A record was to be stored under an id of the future, after which no greater id could be given.
    case idFromTheFuture(collection: CollectionName, id: RecordID)
    /// The cursor was made by another query, or is not a cursor at all.
    case invalidCursor
    /// The entity can't be written as canonical JSON.
    case unencodable(JSONError)
    /// A record's bytes are not what its type writes.
    case undecodable(collection: CollectionName, id: RecordID, reason: String)
    /// A record's bytes are not those that were written: its checksum is of others. The disk or the memory that it went
    /// through has changed them.
    case damaged(collection: CollectionName, id: RecordID)
    /// The index is being built; reads by it work again when it is done.
    case indexBuilding(collection: CollectionName, index: String)
    /// Too many writes wait already. Try again in a moment.
    case busy
    /// The disk or the reserved address space is full. Reads and deletes still work.
    case full(String)
    /// The system refused: input or output failed, permission is missing, or resources ran out.
    case unavailable(String)
    /// The store is of another format, or another process has since changed its indexes.
    case incompatible(String)
    /// The files are damaged.
    case corrupt(String)
    /// The program did what it must not: a handle that is closed or was opened in a parent process, a write
    /// inside a write, a write to a store opened for reading, a collection that was not named at opening.
    case misuse(String)
}

extension StoreError: CustomStringConvertible {
    /// One sentence, or two, for a person: what happened and what to do.
    public var description: String {
        switch self {
        case .duplicate(let collection, let index, let existing):
            "\(collection): another record (\(existing)) has the same \(index)."
        case .idTaken(let collection, let id):
            "\(collection): a record with the id \(id) exists already."
        case .invalidID(let collection, let id):
            "\(collection): \(id) is no UUID of version 7, as the ids of records are. Let the store give the id."
        case .idFromTheFuture(let collection, let id):
            "\(collection): the id \(id) lies in the future. Check the clock, or where the id comes from."
        case .invalidKey(let collection, let index, let byteCount):
            "\(collection): the \(index) has \(byteCount) bytes as a key; 1 to \(maximumIndexKeyByteCount) fit."
        case .invalidCursor:
            "The cursor does not belong to this query. Start from the first page."
        case .unencodable(let error):
            "The record can't be written as JSON: \(error)"
        case .undecodable(let collection, let id, let reason):
            "\(collection): the record \(id) can't be read: \(reason)"
        case .damaged(let collection, let id):
            "\(collection): the record \(id) is damaged: its bytes are not those that were written. Restore a backup."
        case .indexBuilding(let collection, let index):
            "\(collection): the index \(index) is being built. Try again when it is done."
        case .busy:
            "Too many writes are waiting. Try again in a moment."
        case .full(let detail), .unavailable(let detail), .incompatible(let detail), .corrupt(let detail),
            .misuse(let detail):
            detail
        }
    }
}

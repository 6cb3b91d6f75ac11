/// One thing that is wrong with a store.
public enum VerifyProblem: Sendable, Hashable {
    /// An index entry: that a key leads to a record.
    public struct Entry: Sendable, Hashable {
        /// The collection.
        public let collection: CollectionName
        /// The name of the index.
        public let index: String
        /// The key that the index lists the record under.
        public let key: [UInt8]
        /// The record.
        public let id: RecordID
    }

    /// A page of the file is not what its place needs. Where there is one nothing else is looked at.
    case damagedPage(number: Int, database: String?, reason: String)
    /// The index does not list a record that it should.
    case missingEntry(Entry)
    /// The index lists a record that is not there.
    case extraEntry(Entry)
    /// The index lists a record under a key that is not the record's.
    case wrongEntry(Entry)
    /// A unique index lists more than one record under a key; this is not the first of them.
    case sharedKey(Entry)
    /// The bytes of a record are not what its type writes.
    case undecodable(collection: CollectionName, id: RecordID, reason: String)
    /// The bytes of a record are not those that were written.
    case damaged(collection: CollectionName, id: RecordID)
    /// The header or the summary of a record is not what its JSON says.
    case contradiction(collection: CollectionName, id: RecordID, reason: String)
    /// A record lies under a key that is no id.
    case invalidID(collection: CollectionName, key: [UInt8])
    /// The kept number of records, or of entries of an index, or of entries under one of its keys, is not theirs.
    case wrongCount(collection: CollectionName, index: String?, key: [UInt8]?, kept: Int, found: Int)
    /// The index is not built, and no process is said to have done it.
    case unbuiltIndex(collection: CollectionName, index: String)
}

extension VerifyProblem: CustomStringConvertible {
    /// One line for a person.
    public var description: String {
        switch self {
        case .damagedPage(let number, let database, let reason):
            "page \(number)\(database.map { " of \($0)" } ?? "") is damaged: \(reason)"
        case .missingEntry(let entry): "\(entry.place): the record \(entry.id) is not listed"
        case .extraEntry(let entry): "\(entry.place): the record \(entry.id) is listed and is not there"
        case .wrongEntry(let entry): "\(entry.place): the record \(entry.id) is listed and has another key"
        case .sharedKey(let entry): "\(entry.place): the record \(entry.id) shares a unique key"
        case .undecodable(let collection, let id, let reason):
            "\(collection): the record \(id) can't be read: \(reason)"
        case .damaged(let collection, let id):
            "\(collection): the record \(id) is damaged: its checksum is of other bytes"
        case .contradiction(let collection, let id, let reason):
            "\(collection): the record \(id) contradicts itself: \(reason)"
        case .invalidID(let collection, let key): "\(collection): a record has the key \(text(key)), which is no id"
        case .wrongCount(let collection, let index, let key, let kept, let found):
            "\(collection)\(index.map { "/\($0)" } ?? "")\(key.map { ", key \(text($0))" } ?? ""): "
                + "\(found) found, but the count says \(kept)"
        case .unbuiltIndex(let collection, let index): "\(collection)/\(index): the index is not built yet"
        }
    }
}

extension VerifyProblem.Entry {
    fileprivate var place: String { "\(collection)/\(index), key \(text(key))" }
}

/// The bytes as text where they are printable ASCII, else as hexadecimal digits.
private func text(_ bytes: [UInt8]) -> String {
    if bytes.allSatisfy({ (0x20...0x7E).contains($0) }) { return "\"\(String(decoding: bytes, as: UTF8.self))\"" }
    return bytes.map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }.joined()
}

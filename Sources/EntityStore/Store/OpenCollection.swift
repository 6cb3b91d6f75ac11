import LMDB

/// A collection as this process has it open.
final class OpenCollection: Sendable {
    /// The entity type that it keeps.
    let type: ObjectIdentifier
    let name: CollectionName
    let records: Database
    /// In the order of the type's `indexes`.
    let indexes: [OpenIndex]
    /// The type's `indexesRevision`.
    let revision: Int
    /// What the fingerprint of each of its queries begins with.
    let fingerprint: Fingerprint

    init(type: ObjectIdentifier, name: CollectionName, records: Database, indexes: [OpenIndex], revision: Int) {
        var fingerprint = Fingerprint()
        fingerprint.combine(part: name.description.utf8)
        self.fingerprint = fingerprint
        self.type = type
        self.name = name
        self.records = records
        self.indexes = indexes
        self.revision = revision
    }

    func index(named name: String) throws(StoreError) -> OpenIndex {
        for index in indexes where index.name == name { return index }
        throw .misuse("\(self.name) has no index \(name). Add it to the type's indexes.")
    }
}

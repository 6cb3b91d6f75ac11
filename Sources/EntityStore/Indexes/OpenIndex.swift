import LMDB

/// An index as this process has it open.
final class OpenIndex: Sendable {
    let collection: CollectionName
    let name: String
    let definition: IndexDefinition
    let postings: MultiDatabase

    init(collection: CollectionName, name: String, definition: IndexDefinition, postings: MultiDatabase) {
        self.collection = collection
        self.name = name
        self.definition = definition
        self.postings = postings
    }

    /// Where the definition is written down.
    var definitionKey: [UInt8] { StoreKeys.definition(of: name, in: collection) }
}

import EntityStore

/// An entity of another collection, with nothing but a name, and all that a header can hold.
struct Person: Entity, Equatable {
    static let collection: CollectionName = "people"
    static let byExternalID = Index<Person, ExternalID>("external-id", unique: true) { $0.header.externalID }
    static let indexes: [any EntityIndex<Person>] = [byExternalID]

    private enum CodingKeys: String, CodingKey { case id, name }

    let id: ID<Person>
    var name: String
    var header = RecordHeader()

    var summary: [UInt8]? { Array("{\"id\":\"\(id)\",\"initial\":\"\(name.prefix(1))\"}".utf8) }

    init(id: ID<Person>, name: String, header: RecordHeader = RecordHeader()) {
        self.id = id
        self.name = name
        self.header = header
    }

    mutating func adopt(id: ID<Person>, header: RecordHeader) {
        self.header = header
    }
}

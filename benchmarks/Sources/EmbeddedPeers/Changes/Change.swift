/// What is done to a record that is there.
enum Change: String, CaseIterable {
    case rename
    case addRoom = "add a room"
    case delete
}

/// A writer that changes what it has made, each record by its own write.
protocol Changer: Writer {
    /// Makes as many records as are to be changed, and forgets those of before.
    func stock(_ count: Int) throws
    /// Changes `count` of them, each once, by as many writers at the same time.
    func change(_ change: Change, _ count: Int, by writers: Int) throws
}

/// What the peers that check nothing put for a record that is changed.
enum Changed {
    /// What a room adds to the JSON of a property.
    static let room =
        #",{"id":"018cc251-fbd0-7d8e-91b7-584a2265b1f5","name":"Cave","kind":"cellar","area":12,"#
        + #""features":{}}"#
    /// A body of a request that adds it.
    static let roomDraft = #"{"name":"Cave","kind":"cellar","area":12,"features":{}}"#

    /// JSON of which one byte is another. SQLite writes nothing where nothing differs.
    static func renamed(_ json: some Sequence<UInt8>) -> [UInt8] {
        var json = Array(json)
        json[json.count / 2] ^= 1
        return json
    }
}

/// A row of a table that is to become a property: the texts of its cells, as they stand in the file.
public struct ImportRow: Sendable {
    /// Where the row stands in its file, from 1, for reports.
    public var line: Int
    /// What the table calls the row: the same text in the same source is the same property.
    public var id: String
    /// What the table calls whoever owns it: the same text in the same source is the same user.
    public var owner: String
    /// The property's name; line breaks become spaces.
    public var name: String
    /// The property's description.
    public var description = ""
    /// Where the property is; line breaks become spaces.
    public var city: String
    /// What the property is, in the table's words.
    public var type: String
    /// How many rooms of each kind there are.
    public var rooms: [RoomCount] = []

    /// Takes what a row must have.
    public init(line: Int, id: String, owner: String, name: String, city: String, type: String) {
        self.line = line
        self.id = id
        self.owner = owner
        self.name = name
        self.city = city
        self.type = type
    }
}

public import EntityStore

/// A room of a property. It is part of its property's record, and changes only with it.
///
/// Its JSON has the members in the order in which they are declared here; `area` is absent where it is not known, and
/// `features` always present.
public struct Room: Codable, Sendable {
    /// Given by the register; kept when the room changes.
    public let id: ID<Room>
    /// One line.
    public let name: String
    /// What sort of room it is, in the owner's words.
    public let kind: String
    /// Square metres, if known.
    public let area: Double?
    /// What else there is to say.
    public let features: Features

    /// What a name may be.
    public static let nameRule = TextRule.oneLine(1...200)
    /// What a kind may be.
    public static let kindRule = TextRule.oneLine(1...64)
    /// The areas that a room may have, in square metres.
    public static let areas = 0.0...1_000_000.0

    /// What is wrong with an area, as the end of a sentence; `nil` if nothing is.
    static func complaint(aboutArea area: Double) -> String? {
        areas.contains(area) ? nil : "must be from 0 to 1000000 square metres"
    }
}

extension Room: Equatable {
    /// Whether both are the same; texts by their bytes.
    public static func == (first: Room, second: Room) -> Bool {
        first.id == second.id && first.name.isByteEqual(to: second.name) && first.kind.isByteEqual(to: second.kind)
            && first.area == second.area && first.features == second.features
    }
}

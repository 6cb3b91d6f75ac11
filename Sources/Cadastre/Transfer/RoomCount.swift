/// A cell that says how many rooms of a kind there are.
public struct RoomCount: Sendable {
    /// The kind of room, such as `bedroom`.
    public let kind: String
    /// The cell: a number, of which the whole part counts, so `1.5` is 1; nothing is none.
    public let count: String

    /// Takes a cell.
    public init(kind: String, count: String) {
        self.kind = kind
        self.count = count
    }

    /// The number in the cell.
    ///
    /// - Returns: `nil` where it is no number from 0 to ``Property``'s bound on rooms.
    var number: Int? {
        if count.utf8.allSatisfy({ $0 == 0x20 }) { return 0 }
        guard let number = Double(count), (0..<1_000).contains(number) else { return nil }
        return Int(number)
    }
}

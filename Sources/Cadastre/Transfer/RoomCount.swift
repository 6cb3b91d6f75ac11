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
        // Not 1e1 or 0x1F, which Double takes and nobody means by a count.
        guard
            count.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") }),
            let number = Double(count), number < 1_000
        else { return nil }
        return Int(number)
    }
}

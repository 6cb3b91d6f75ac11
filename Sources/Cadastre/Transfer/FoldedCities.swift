/// The folded forms of the cities that an import has met: a file names few of them, many times each.
struct FoldedCities {
    /// So that memory does not grow with the file.
    private static let capacity = 1_024

    private var known: [[UInt8]: FoldedText] = [:]

    /// The folded form of the name that UTF-8 bytes spell; `nil` where it has none.
    mutating func folded(_ name: [UInt8]) -> FoldedText? {
        if let folded = known[name] { return folded }
        guard let folded = try? FoldedText(folding: String(decoding: name, as: UTF8.self)) else { return nil }
        if known.count == Self.capacity { known.removeAll(keepingCapacity: true) }
        known[name] = folded
        return folded
    }
}

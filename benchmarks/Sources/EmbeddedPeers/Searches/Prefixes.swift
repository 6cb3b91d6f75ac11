import Cadastre

/// Beginnings of names of cities, and the cities that a peer is to find by each.
///
/// The peers order names by their bytes, Cadastre folded and the others as the pack has them. So only such beginnings
/// are asked for that lead to the same cities either way, and to no more than one answer lists.
struct Prefixes {
    static let limit = 100
    private static let length = 2

    /// Of two letters each.
    let texts: [String]

    /// - Parameter wanted: Records whose cities are looked for.
    init(of wanted: [UInt32], _ records: Records) throws {
        let names = Set((0..<UInt32(records.count)).map(records.city))
        var byName: [String: Set<String>] = [:]
        var byFolded: [String: Set<String>] = [:]
        for name in names {
            byName[Self.start(of: Array(name.utf8)), default: []].insert(name)
            byFolded[Self.start(of: try FoldedText(folding: name).indexBytes), default: []].insert(name)
        }
        texts = wanted.map { Self.start(of: Array(records.city($0).utf8)) }.filter { text in
            text.utf8.count == Self.length
                && text.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
                && byName[text] == byFolded[text] && byName[text]?.count ?? 0 <= Self.limit
        }
    }

    private static func start(of name: [UInt8]) -> String { String(decoding: name.prefix(length), as: UTF8.self) }
}

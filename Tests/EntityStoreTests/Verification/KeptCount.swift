import Foundation
import Testing

/// Changes a count that the engine keeps, in the file of a store that nobody has open: what no use of the engine does.
enum KeptCount {
    /// A database is described by 48 bytes behind its name; its number of entries begins 32 bytes into them.
    private static let offset = 32

    static func change(in store: String, of database: String, from old: UInt64, to new: UInt64) throws {
        let url = URL(fileURLWithPath: store + "/data.mdb")
        var file = try Data(contentsOf: url)
        var changed = 0
        var start = file.startIndex
        // Older pages hold older descriptions; each that has the old count is changed.
        while let name = file.range(of: Data(database.utf8), in: start..<file.endIndex) {
            let count = name.upperBound + offset..<name.upperBound + offset + 8
            start = name.upperBound
            guard count.upperBound <= file.endIndex, file[count].elementsEqual(bytes(of: old)) else { continue }
            file.replaceSubrange(count, with: bytes(of: new))
            changed += 1
        }
        try #require(changed > 0)
        try file.write(to: url)
    }

    private static func bytes(of number: UInt64) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}

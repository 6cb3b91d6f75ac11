import Foundation

/// The lines of an export, in memory.
struct ExportLines {
    /// Up to some number of properties.
    let properties: [[UInt8]]
    /// Types and users before them: all that they need.
    let kin: [[UInt8]]

    init(_ path: String, properties count: Int) throws {
        let file = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
        let property = Data("{\"property\":".utf8)
        var (properties, kin): ([[UInt8]], [[UInt8]]) = ([], [])
        var rest = file[...]
        while properties.count < count, let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = [UInt8](rest[..<end])
            if rest.starts(with: property) { properties.append(line) } else { kin.append(line) }
            rest = rest[(end + 1)...]
        }
        (self.properties, self.kin) = (properties, kin)
    }
}

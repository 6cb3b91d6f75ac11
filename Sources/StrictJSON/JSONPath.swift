/// The text that names a value in an error, as it grows from the document's root: `rooms[3].area`.
///
/// A name that is more than ASCII letters, digits, `_` and `-` is written as a JSON string in brackets, and one over
/// 64 bytes is cut short.
public struct JSONPath: Sendable {
    private static let longestName = 64
    /// The path; empty at the root.
    public private(set) var text = ""

    /// The path of the whole document.
    public init() {}

    /// Goes on to an element of the array that the path leads to.
    public mutating func append(index: Int) {
        text += "[\(index)]"
    }

    /// Goes on to a member of the object that the path leads to.
    public mutating func append(name: String) {
        if !name.isEmpty, name.utf8.count <= Self.longestName, name.utf8.allSatisfy(Self.isPlain) {
            if !text.isEmpty { text += "." }
            text += name
        } else {
            var writer = JSONWriter()
            writer.string(Self.shortened(name))
            text += "[\(String(decoding: writer.bytes, as: UTF8.self))]"
        }
    }

    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > longestName else { return name }
        var short = String.UnicodeScalarView()
        var length = 0
        for scalar in name.unicodeScalars {
            length += UTF8.width(scalar)
            if length > longestName { break }
            short.append(scalar)
        }
        return String(short) + "…"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension JSONPath {
    init(_ keys: [any CodingKey]) {
        for key in keys {
            if let index = key.intValue { append(index: index) } else { append(name: key.stringValue) }
        }
    }
}

import StrictJSON
import TestSupport

/// Random values, small enough to be many and odd enough to be worth it.
struct RandomJSON {
    private static let texts = [
        "", "a", "id", "é", "e\u{301}", "\u{7F}", "\u{1}", "\u{1F}", "\n", "\t", "\"", "\\", "/", "\u{2028}", "😀",
        "\u{10FFFF}", "abcdefg", "abcdefgh", "abcdefghi", "\u{80}", "Bordeaux",
    ]

    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func value(depth: Int = 0) -> JSONValue {
        switch Int.random(in: 0..<(depth < 5 ? 9 : 6), using: &generator) {
        case 0: return .null
        case 1: return .bool(.random(using: &generator))
        case 2: return .integer(.random(in: JSONLimits.integers, using: &generator))
        case 3: return .integer(.random(in: -100...100, using: &generator))
        case 4: return .number(number())
        case 5: return .string(text())
        case 6: return .array((0..<Int.random(in: 0...4, using: &generator)).map { _ in value(depth: depth + 1) })
        case 7: return .object(object(members: 0...4, depth: depth))
        // Enough members for the sorted index, and for the table.
        default: return .object(object(members: 15...19, depth: 5))
        }
    }

    /// A number of any magnitude within ±2^53.
    mutating func number() -> Double {
        while true {
            let value = Double(bitPattern: generator.next())
            if value.magnitude <= Double(JSONLimits.greatestInteger) { return value }
        }
    }

    mutating func text() -> String {
        (0..<Int.random(in: 0...4, using: &generator)).map { _ in Self.texts.randomElement(using: &generator) ?? "" }
            .joined()
    }

    /// Valid text after a few bytes of it were changed, taken out or put in.
    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
            let place = bytes.indices.randomElement(using: &generator) ?? 0
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(syntaxByte(), at: place)
            case 2: bytes[place] = syntaxByte()
            case 3: bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
            default: bytes.removeLast(bytes.count - place)
            }
        }
        return bytes
    }

    private mutating func object(members: ClosedRange<Int>, depth: Int) -> JSONObject {
        var object = JSONObject()
        for number in 0..<Int.random(in: members, using: &generator) {
            object["\(text())\(number)"] = value(depth: depth + 1)
        }
        return object
    }

    private mutating func syntaxByte() -> UInt8 {
        Array("{}[]:,\"\\0123456789-+.eEtrufalsn \n/xd".utf8).randomElement(using: &generator) ?? 0
    }
}

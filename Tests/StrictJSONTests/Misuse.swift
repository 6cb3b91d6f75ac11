import StrictJSON
import Testing

/// Types that ask of an encoder what no JSON has.
enum Misuse: Encodable, CaseIterable {
    case objectAndArray, twoScalars, scalarAndObject, sameName, sameNameAmongMany, nestedValue, insideMember, afterEnd

    var reason: JSONError.Reason {
        switch self {
        case .objectAndArray, .scalarAndObject: .misuse("is encoded as values of two kinds")
        case .twoScalars: .misuse("is encoded more than once")
        case .sameName, .sameNameAmongMany: .duplicateName
        case .nestedValue: .numberOutOfRange
        case .insideMember, .afterEnd: .misuse("is encoded after its container has ended, or inside another value")
        }
    }

    /// The path below the value itself.
    var path: String {
        switch self {
        case .sameName, .insideMember: ".a"
        case .sameNameAmongMany: ".n0"
        case .nestedValue: ".a[0].x"
        default: ""
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .objectAndArray:
            _ = encoder.container(keyedBy: JSONKey.self)
            _ = encoder.unkeyedContainer()
        case .twoScalars:
            var container = encoder.singleValueContainer()
            try container.encode(1)
            try container.encode(2)
        case .scalarAndObject:
            var scalar = encoder.singleValueContainer()
            try scalar.encode(1)
            _ = encoder.container(keyedBy: JSONKey.self)
        case .sameName: try encodeMembers(["a", "b", "a"], to: encoder)
        case .sameNameAmongMany: try encodeMembers((0..<40).map { "n\($0 % 30)" }, to: encoder)
        case .nestedValue:
            var container = encoder.container(keyedBy: JSONKey.self)
            var nested = container.nestedUnkeyedContainer(forKey: JSONKey("a"))
            try nested.encode(["x": Double.nan])
        case .insideMember:
            var container = encoder.container(keyedBy: JSONKey.self)
            try container.encode(Intruder(container: container), forKey: JSONKey("a"))
        case .afterEnd:
            let escape = Escape()
            var container = encoder.unkeyedContainer()
            try container.encode(escape)
            try escape.container?.encode(1, forKey: JSONKey("b"))
        }
    }

    private func encodeMembers(_ names: [String], to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: JSONKey.self)
        for name in names { try container.encode(1, forKey: JSONKey(name)) }
    }

    /// Writes to the container that it is itself written to.
    private struct Intruder: Encodable {
        let container: KeyedEncodingContainer<JSONKey>

        func encode(to encoder: any Encoder) throws {
            var container = container
            try container.encode(1, forKey: JSONKey("b"))
        }
    }

    /// Keeps its container beyond its end.
    private final class Escape: Encodable {
        var container: KeyedEncodingContainer<JSONKey>?

        func encode(to encoder: any Encoder) throws {
            container = encoder.container(keyedBy: JSONKey.self)
        }
    }
}

extension Misuse: CustomTestArgumentEncodable {
    /// Names the case: Swift Testing would use Foundation's encoder, which traps on some of these.
    func encodeTestArgument(to encoder: some Encoder) throws {
        try "\(self)".encode(to: encoder)
    }
}

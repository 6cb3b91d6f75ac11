import Synchronization

/// The names that requests get in the log and in `X-Request-Id`.
final class RequestIDs: Sendable {
    private static let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
    /// 15 bytes: the most that a `String` holds without memory of its own.
    private static let prefixLength = 7
    private static let counterLength = 8

    /// Tells this run of the server from others.
    private let prefix: [UInt8]
    private let counter = Atomic<UInt64>(0)

    init() {
        prefix = (0..<Self.prefixLength).map { _ in Self.digits[Int.random(in: 0..<Self.digits.count)] }
    }

    /// The name that the client has given, if it has the form of one, or a new one.
    func name(given: String?) -> String {
        if let given, Self.isName(given) { return given }
        var number = counter.wrappingAdd(1, ordering: .relaxed).newValue
        return String(unsafeUninitializedCapacity: Self.prefixLength + Self.counterLength) { bytes in
            for index in 0..<Self.prefixLength { bytes[index] = prefix[index] }
            for index in (0..<Self.counterLength).reversed() {
                bytes[Self.prefixLength + index] = Self.digits[Int(number % 36)]
                number /= 36
            }
            return Self.prefixLength + Self.counterLength
        }
    }

    /// Whether `text` is 1 to 64 of `A`–`Z`, `a`–`z`, digits, `.`, `_` and `-`.
    static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

import Glibc

/// Lines of several threads, put together by their time.
enum LogMerge {
    /// How much of the beginning of a line is compared: enough for its time in both formats.
    private static let timeLength = 32

    /// All lines, those with the earliest beginning first. Those of one part stay in order.
    static func lines(of parts: [[UInt8]]) -> [UInt8] {
        let parts = parts.filter { !$0.isEmpty }
        guard parts.count > 1 else { return parts.first ?? [] }
        var rest = parts.map { $0[...] }
        var lines: [UInt8] = []
        lines.reserveCapacity(parts.reduce(0) { $0 + $1.count })
        while let index = indexOfEarliest(rest) {
            let part = rest[index]
            let end = part.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? part.endIndex
            lines += part[..<end]
            rest[index] = part[end...]
            if rest[index].isEmpty { rest.remove(at: index) }
        }
        return lines
    }

    private static func indexOfEarliest(_ parts: [ArraySlice<UInt8>]) -> Int? {
        parts.indices.min { precedes(parts[$0], parts[$1]) }
    }

    private static func precedes(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
        one.withUnsafeBytes { one in
            other.withUnsafeBytes { other in
                guard let start = one.baseAddress, let otherStart = other.baseAddress else { return false }
                return memcmp(start, otherStart, min(timeLength, one.count, other.count)) < 0
            }
        }
    }
}

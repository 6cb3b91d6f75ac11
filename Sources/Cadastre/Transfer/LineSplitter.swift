/// Splits bytes that come chunk by chunk into lines.
///
/// Not for more than one thread at a time.
public struct LineSplitter {
    /// The longest line taken, in bytes: a property's 256 KiB of JSON and what stands around it, with room to spare.
    public static let maximumLine = 1 << 20
    /// How many bytes are asked for at once.
    public static let chunkSize = 64 * 1_024

    /// What comes next.
    public enum Line {
        /// A line that is not blank, without its line break.
        case bytes([UInt8])
        /// A line that has more than ``LineSplitter/maximumLine`` bytes; what follows is of no use.
        case tooLong
        /// Nothing more.
        case end
    }

    private var chunk = [UInt8](repeating: 0, count: chunkSize)
    private var unread: Range<Int> = 0..<0
    private var hasEnded = false
    /// The number of the line that was given last, from 1; blank ones count.
    public private(set) var line = 0

    /// Begins before the first line.
    public init() {}

    /// The next line that is not blank.
    ///
    /// - Parameter read: Puts the next bytes at the beginning of what it is given, and says how many: 0 at the end.
    public mutating func next<Failure: Error>(
        _ read: (inout [UInt8]) throws(Failure) -> Int
    ) throws(Failure) -> Line {
        while true {
            let next = try nextLine(read)
            if case .bytes(let bytes) = next, bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
                continue
            }
            return next
        }
    }

    private mutating func nextLine<Failure: Error>(
        _ read: (inout [UInt8]) throws(Failure) -> Int
    ) throws(Failure) -> Line {
        var bytes: [UInt8] = []
        while true {
            if unread.isEmpty, try !fill(read) {
                if bytes.isEmpty { return .end }
                line += 1
                return .bytes(bytes)
            }
            let end = chunk[unread].firstIndex(of: UInt8(ascii: "\n"))
            bytes.append(contentsOf: chunk[unread.lowerBound..<(end ?? unread.upperBound)])
            guard bytes.count <= Self.maximumLine else {
                line += 1
                return .tooLong
            }
            unread = (end.map { $0 + 1 } ?? unread.upperBound)..<unread.upperBound
            if end != nil {
                line += 1
                return .bytes(bytes)
            }
        }
    }

    private mutating func fill<Failure: Error>(
        _ read: (inout [UInt8]) throws(Failure) -> Int
    ) throws(Failure) -> Bool {
        guard !hasEnded else { return false }
        let count = try read(&chunk)
        unread = 0..<count
        hasEnded = count == 0
        return !hasEnded
    }
}

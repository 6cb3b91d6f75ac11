public import EntityStore

/// Which state of a record a caller has seen: its version, and when it became that.
///
/// The moment is part of it so that a store that was restored from a backup, and has given the same version again to
/// another content, does not take one for the other.
public struct Revision: Hashable, Sendable {
    /// 1 when made, one more at each change.
    public let version: UInt64
    /// When the record became this version.
    public let updatedAt: Timestamp

    /// Names a state of a record.
    public init(version: UInt64, updatedAt: Timestamp) {
        self.version = version
        self.updatedAt = updatedAt
    }

    /// The state of the record that has this header.
    public init(_ header: RecordHeader) {
        self.init(version: header.version, updatedAt: header.updatedAt)
    }
}

extension Revision: LosslessStringConvertible {
    /// `<version>-<milliseconds since 1970 in base 36>`: what stands between the quotes of an entity tag.
    public var description: String {
        String(unsafeUninitializedCapacity: Self.maximumTextCount) { write(into: UnsafeMutableRawBufferPointer($0)) }
    }

    /// Reads exactly what ``description`` writes; `nil` for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let version = UInt64(parts[0]), let milliseconds = Int64(parts[1], radix: 36)
        else { return nil }
        self.init(version: version, updatedAt: Timestamp(milliseconds: milliseconds))
        // One state has one text: no plus signs, leading zeros or capitals.
        guard description.isByteEqual(to: text) else { return nil }
    }
}

extension Revision {
    /// How many bytes the text has at most.
    public static let maximumTextCount = 35

    /// Writes the text to the start of `target`, which has room for ``maximumTextCount`` bytes, and allocates nothing.
    ///
    /// - Returns: How many bytes it has.
    public func write(into target: UnsafeMutableRawBufferPointer) -> Int {
        precondition(target.count >= Self.maximumTextCount)
        var count = Self.write(version, radix: 10, into: target, at: 0)
        func write(_ character: Unicode.Scalar) {
            target[count] = UInt8(ascii: character)
            count += 1
        }
        write("-")
        if updatedAt.milliseconds < 0 { write("-") }
        count = Self.write(updatedAt.milliseconds.magnitude, radix: 36, into: target, at: count)
        return count
    }

    /// Writes a number.
    ///
    /// - Returns: Where it ends.
    private static func write(
        _ number: UInt64, radix: UInt64, into target: UnsafeMutableRawBufferPointer, at start: Int
    ) -> Int {
        var end = start + 1
        var rest = number / radix
        while rest > 0 {
            end += 1
            rest /= radix
        }
        // From the last digit to the first.
        rest = number
        for place in stride(from: end - 1, through: start, by: -1) {
            let digit = UInt8(truncatingIfNeeded: rest % radix)
            target[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
            rest /= radix
        }
        return end
    }
}

extension LentRecord {
    /// Which state of the entity this is.
    var revision: Revision { Revision(version: version, updatedAt: updatedAt) }
}

extension Stored {
    /// Which state of the entity this is.
    public var revision: Revision { Revision(header) }
}

/// A value in JSON that is known to be valid, found without decoding what is around it.
///
/// It points into bytes that somebody lends: it must not outlive them. On bytes that are no valid JSON it finds nothing
/// or something that is not there, and never reads outside them.
///
/// ```swift
/// let property = JSONSlice(record)
/// let city = property?.member("city")?.string
/// let room = property?.member("rooms")?.elements.first { $0.member("id")?.isString(id) == true }
/// ```
public struct JSONSlice {
    let whole: UnsafeRawBufferPointer
    /// Where the value is in the bytes that the first slice was made of.
    public let range: Range<Int>

    /// The value that `bytes` begin with; `nil` if they begin with none.
    public init?(_ bytes: UnsafeRawBufferPointer) {
        self.init(in: bytes, from: 0)
    }

    init?(in whole: UnsafeRawBufferPointer, from start: Int) {
        let start = whole.afterWhiteSpace(start)
        guard let end = whole.endOfValue(from: start) else { return nil }
        self.whole = whole
        range = start..<end
    }

    /// The bytes of the value.
    public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: whole[range]) }

    /// The value of the first member `name` of an object; `nil` if there is none, or this is no object.
    ///
    /// A name that is written with escapes is not found.
    public func member(_ name: String) -> JSONSlice? {
        guard whole[range.lowerBound] == UInt8(ascii: "{") else { return nil }
        var name = name
        return name.withUTF8 { name in
            var position = range.lowerBound + 1
            while let key = JSONSlice(in: whole, from: position), key.isText {
                guard let start = whole.past(UInt8(ascii: ":"), from: key.range.upperBound),
                    let value = JSONSlice(in: whole, from: start)
                else { return nil }
                if key.contents.elementsEqual(name) { return value }
                guard let next = whole.past(UInt8(ascii: ","), from: value.range.upperBound) else { return nil }
                position = next
            }
            return nil
        }
    }

    /// The elements of an array; none if this is no array.
    public var elements: Elements { Elements(of: self) }

    /// The text of a string; `nil` if this is no string.
    public var string: String? {
        guard isText else { return nil }
        if !contents.contains(UInt8(ascii: "\\")) { return String(validating: contents, as: UTF8.self) }
        return value?.string
    }

    /// Whether this is a string with just this text.
    public func isString(_ text: String) -> Bool {
        guard isText else { return false }
        if !contents.contains(UInt8(ascii: "\\")) { return contents.elementsEqual(text.utf8) }
        return value?.string?.utf8.elementsEqual(text.utf8) ?? false
    }

    /// The value, decoded; `nil` if it is not valid.
    public var value: JSONValue? { try? JSONValue.parse(bytes) }

    private var isText: Bool { whole[range.lowerBound] == UInt8(ascii: "\"") }

    /// What is between the quotation marks of a string.
    private var contents: Slice<UnsafeRawBufferPointer> {
        whole[(range.lowerBound + 1)..<(range.upperBound - 1)]
    }
}

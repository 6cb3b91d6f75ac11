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
                let colon = whole.afterWhiteSpace(key.range.upperBound)
                guard colon < range.upperBound, whole[colon] == UInt8(ascii: ":"),
                    let value = JSONSlice(in: whole, from: colon + 1), value.range.upperBound < range.upperBound
                else { return nil }
                if key.contents.elementsEqual(name) { return value }
                let comma = whole.afterWhiteSpace(value.range.upperBound)
                guard comma < range.upperBound, whole[comma] == UInt8(ascii: ",") else { return nil }
                position = comma + 1
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

extension JSONSlice {
    /// The elements of an array, one after the other.
    public struct Elements: Sequence, IteratorProtocol {
        private let array: JSONSlice
        private var position: Int?

        init(of array: JSONSlice) {
            self.array = array
            let start = array.range.lowerBound
            position = array.whole[start] == UInt8(ascii: "[") ? start + 1 : nil
        }

        /// The next element; `nil` after the last.
        public mutating func next() -> JSONSlice? {
            guard let start = position, let element = JSONSlice(in: array.whole, from: start),
                element.range.upperBound < array.range.upperBound
            else {
                position = nil
                return nil
            }
            let comma = array.whole.afterWhiteSpace(element.range.upperBound)
            let goesOn = comma < array.range.upperBound && array.whole[comma] == UInt8(ascii: ",")
            position = goesOn ? comma + 1 : nil
            return element
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func afterWhiteSpace(_ start: Int) -> Int {
        var position = start
        while position < count, [0x20, 0x0A, 0x0D, 0x09].contains(self[position]) { position += 1 }
        return position
    }

    /// Where the value that begins at `start` ends; `nil` if none begins there or it does not end.
    fileprivate func endOfValue(from start: Int) -> Int? {
        guard start < count else { return nil }
        switch self[start] {
        case UInt8(ascii: "\""): return endOfString(from: start)
        case UInt8(ascii: "{"), UInt8(ascii: "["): return endOfContainer(from: start)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            return endOfWord(from: start)
        default: return nil
        }
    }

    private func endOfString(from start: Int) -> Int? {
        var position = plainRunEnd(from: start + 1)
        while position < count, self[position] != UInt8(ascii: "\"") {
            // A backslash and what it escapes, or one byte that no valid string holds.
            position = plainRunEnd(from: position + (self[position] == UInt8(ascii: "\\") ? 2 : 1))
        }
        return position < count ? position + 1 : nil
    }

    /// Counts brackets: which closes which is the business of valid JSON.
    private func endOfContainer(from start: Int) -> Int? {
        var position = start
        var depth = 0
        while position < count {
            switch self[position] {
            case UInt8(ascii: "\""):
                guard let end = endOfString(from: position) else { return nil }
                position = end
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return position + 1 }
            default: break
            }
            position += 1
        }
        return nil
    }

    private func endOfWord(from start: Int) -> Int {
        var position = start
        while position < count {
            switch self[position] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
                UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "E"):
                position += 1
            default: return position
            }
        }
        return position
    }
}

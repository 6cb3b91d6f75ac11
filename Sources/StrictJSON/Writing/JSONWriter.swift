/// Builds JSON from front to back, in canonical form: no white space, strings and numbers as RFC 8785 writes them.
///
/// Commas and colons come by themselves; that names and values alternate in an object, that names differ, and that what
/// is begun is ended is up to the caller. What can't be written (a string with U+0000, a number beyond ±2^53 or none)
/// is remembered, and thrown by ``finish()``.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.beginObject()
/// writer.name("items")
/// writer.beginArray()
/// for record in records { writer.raw(record.json) }
/// writer.endArray()
/// writer.name("next")
/// writer.null()
/// writer.endObject()
/// let answer = try writer.finish()
/// ```
public struct JSONWriter: Sendable {
    /// What is written so far.
    public private(set) var bytes: [UInt8] = []
    private(set) var failure: JSONError?

    /// Makes an empty writer with room for `capacity` bytes.
    public init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// The number of bytes written so far.
    public var count: Int { bytes.count }

    /// Gives the bytes.
    ///
    /// - Throws: The first thing that could not be written, `.nul` or `.numberOutOfRange`.
    public consuming func finish() throws(JSONError) -> [UInt8] {
        if let failure { throw failure }
        return bytes
    }

    /// Writes `{`.
    public mutating func beginObject() {
        separate()
        bytes.append(UInt8(ascii: "{"))
    }

    /// Writes `}`.
    public mutating func endObject() {
        bytes.append(UInt8(ascii: "}"))
    }

    /// Writes `[`.
    public mutating func beginArray() {
        separate()
        bytes.append(UInt8(ascii: "["))
    }

    /// Writes `]`.
    public mutating func endArray() {
        bytes.append(UInt8(ascii: "]"))
    }

    /// Writes the name of a member, and the colon.
    public mutating func name(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Writes `null`.
    public mutating func null() {
        literal("null")
    }

    /// Writes `true` or `false`.
    public mutating func bool(_ value: Bool) {
        literal(value ? "true" : "false")
    }

    /// Writes a string.
    public mutating func string(_ text: String) {
        separate()
        note(appendString(text))
    }

    /// Writes an integer.
    public mutating func integer(_ value: some BinaryInteger) {
        separate()
        note(appendInteger(value))
    }

    /// Writes a number, without a fraction if it has none.
    public mutating func number(_ value: Double) {
        separate()
        note(appendNumber(value))
    }

    /// Writes bytes that are one JSON value, as they are.
    public mutating func raw(_ json: UnsafeRawBufferPointer) {
        separate()
        bytes.append(contentsOf: json)
    }

    /// Writes bytes that are one JSON value, as they are.
    public mutating func raw(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
    }

    /// Writes the comma that parts a value or name from the one before it.
    ///
    /// No value ends in `{`, `[` or `:`, so the last byte tells.
    private mutating func separate() {
        switch bytes.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): break
        default: bytes.append(UInt8(ascii: ","))
        }
    }

    private mutating func literal(_ text: StaticString) {
        separate()
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func note(_ reason: JSONError.Reason?) {
        if let reason { refuse(reason) }
    }
}

// What the files beside this one, and the encoder, build on.
extension JSONWriter {
    /// Remembers the first thing that can't be written.
    mutating func refuse(_ reason: JSONError.Reason) {
        if failure == nil { failure = JSONError(reason) }
    }

    mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    mutating func append(contentsOf run: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: run)
    }

    /// Takes back what was written after the first `count` bytes.
    mutating func truncate(to count: Int) {
        bytes.removeLast(bytes.count - count)
    }

    /// Takes back the failure, for one that reports it with its place.
    mutating func takeFailure() -> JSONError? {
        guard failure != nil else { return nil }
        defer { failure = nil }
        return failure
    }
}

import Cadastre
import Glibc

/// Reads what a caller passes. Whatever it is, what comes of it is a value or an error.
enum Argument {
    /// What is longer is not read.
    private static let maximumByteCount = Registry.maximumRequestByteCount

    /// Checks that a text is there, where something else of the call is read first.
    ///
    /// - Throws: `.misuse` for NULL.
    static func require(_ text: UnsafePointer<CChar>?, _ name: StaticString) throws(RegistryError) {
        if text == nil { throw .misuse("\(name) is NULL.") }
    }

    /// The bytes of a NUL-terminated text.
    ///
    /// - Throws: `.misuse` for NULL; `.tooLarge`.
    static func bytes(
        _ text: UnsafePointer<CChar>?, _ name: StaticString
    ) throws(RegistryError) -> UnsafeRawBufferPointer {
        guard let text else { throw .misuse("\(name) is NULL.") }
        let count = strnlen(text, maximumByteCount + 1)
        guard count <= maximumByteCount else { throw tooLarge(name) }
        return UnsafeRawBufferPointer(start: text, count: count)
    }

    /// Bytes with a count. NULL with 0 is empty.
    ///
    /// - Throws: `.misuse` for NULL with another count; `.tooLarge`, and then not one of the bytes has been read.
    static func bytes(
        _ start: UnsafePointer<CChar>?, _ count: Int, _ name: StaticString
    ) throws(RegistryError) -> UnsafeRawBufferPointer {
        // Half of what size_t can hold is negative here.
        guard start != nil || count == 0 else { throw .misuse("\(name) is NULL, and its count is not 0.") }
        guard UInt(bitPattern: count) <= UInt(maximumByteCount) else { throw tooLarge(name) }
        return UnsafeRawBufferPointer(start: start, count: count)
    }

    /// A JSON document.
    static func json(_ start: UnsafePointer<CChar>?, _ count: Int) throws(RegistryError) -> [UInt8] {
        [UInt8](try bytes(start, count, "json"))
    }

    /// The text of bytes; `nil` where they are no UTF-8.
    static func text(_ bytes: UnsafeRawBufferPointer) -> String? {
        String(validating: bytes, as: UTF8.self)
    }

    /// A NUL-terminated text.
    ///
    /// - Throws: `.misuse` for NULL; `.invalid` where it is no UTF-8; `.tooLarge`.
    static func text(_ text: UnsafePointer<CChar>?, _ name: StaticString) throws(RegistryError) -> String {
        guard let text = Self.text(try bytes(text, name)) else {
            throw .invalid([FieldError("\(name)", "must be UTF-8")])
        }
        return text
    }

    /// The id of something. A text that is no UUID names nothing: it is answered as an id that nothing has is, after
    /// every check that comes before existence.
    ///
    /// - Throws: `.misuse` for NULL.
    static func id<E>(
        _ text: UnsafePointer<CChar>?, _ name: StaticString, of type: E.Type
    ) throws(RegistryError) -> ID<E> {
        guard let text else { throw .misuse("\(name) is NULL.") }
        let bytes = UnsafeRawBufferPointer(start: text, count: strnlen(text, RecordID.textCount + 1))
        return RecordID(text: bytes).map { ID($0) } ?? ID(naming: "")
    }

    /// What must be true of a record for a change of it to go ahead.
    static func precondition(_ expected: UnsafePointer<CChar>?) throws(RegistryError) -> Precondition {
        guard let expected else { return .none }
        guard let text = text(try bytes(expected, "expected")) else { return .oneOf([]) }
        return Precondition(expected: text)
    }

    private static func tooLarge(_ name: StaticString) -> RegistryError {
        .tooLarge("\(name) has more than \(maximumByteCount) bytes.")
    }
}

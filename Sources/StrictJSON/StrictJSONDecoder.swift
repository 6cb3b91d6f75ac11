/// Reads `Decodable` types from JSON that keeps the rules.
///
/// Refused, with the position and the path of the value: duplicate names, U+0000, half surrogate pairs, what is no
/// UTF-8, numbers beyond ±2^53, a byte order mark, nesting over 32, and anything after the document. A number without
/// fraction is an integer in whatever form it is written (`1.0`, `1e2`). Members that a type does not ask for are not
/// refused: a type that wants to refuse them finds them among `allKeys`, with ``JSONKey`` as its key.
public struct StrictJSONDecoder: Sendable {
    /// Makes a decoder.
    public init() {}

    /// Reads a value of `type`.
    ///
    /// - Parameter bytes: The document. It is copied, so nothing of it is kept.
    /// - Throws: What is wrong, and where: what the decoder, or the type with a `DecodingError`, refuses. Any other
    ///   error of a type is `.rejected`, at the root.
    public func decode<T: Decodable>(
        _ type: T.Type = T.self, from bytes: UnsafeRawBufferPointer
    ) throws(JSONError) -> T {
        let document = try Document(parsing: bytes)
        do {
            return try T(from: ValueDecoder(document: document, node: 0))
        } catch {
            throw document.failure(for: error)
        }
    }

    /// Reads a value of `type`.
    ///
    /// - Parameter bytes: The document.
    /// - Throws: As for bytes that are lent.
    public func decode<T: Decodable>(_ type: T.Type = T.self, from bytes: [UInt8]) throws(JSONError) -> T {
        try bytes.withUnsafeBufferPointer { bytes throws(JSONError) in
            try decode(T.self, from: UnsafeRawBufferPointer(bytes))
        }
    }
}

/// Writes `Encodable` types as canonical JSON: the members of an object in the order in which the type gives them (a
/// synthesised one: of its coding keys), no white space, strings and numbers as RFC 8785 writes them.
///
/// So one value has one text: non-ASCII as UTF-8, escapes only where JSON needs them, integers without a fraction,
/// other numbers by the fewest digits that read back equal, -0 as 0. A value that encodes nothing is `{}`.
public struct StrictJSONEncoder: Sendable {
    /// Makes an encoder.
    public init() {}

    /// Writes `value`.
    ///
    /// - Throws: What ``StrictJSONDecoder`` would not read back: strings with U+0000, numbers beyond ±2^53 or none,
    ///   two members of one name, nesting over 32; and what the type itself throws, as `.rejected`.
    public func encode<T: Encodable>(_ value: T) throws(JSONError) -> [UInt8] {
        let output = EncodingOutput()
        do {
            try value.encode(to: ValueEncoder(output: output, frame: 0))
            return try output.finish()
        } catch {
            throw JSONError(encoding: error)
        }
    }
}

extension JSONError {
    /// What a type, or the encoder, has thrown.
    init(encoding error: any Error) {
        guard case EncodingError.invalidValue(_, let context) = error else {
            self = error as? JSONError ?? JSONError(.rejected(String(describing: error)))
            return
        }
        let path = JSONPath(context.codingPath).text
        self = context.underlyingError as? JSONError ?? JSONError(.rejected(context.debugDescription), path: path)
    }
}

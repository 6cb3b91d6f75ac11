import StrictJSON

extension StrictJSONEncoder {
    /// What is written for a value, as text.
    func text(_ value: some Encodable) throws -> String {
        String(decoding: try encode(value), as: UTF8.self)
    }
}

extension StrictJSONDecoder {
    func decode<T: Decodable>(_ type: T.Type = T.self, text: String) throws(JSONError) -> T {
        try decode(T.self, from: Array(text.utf8))
    }
}

extension JSONValue {
    static func parse(text: String) throws(JSONError) -> JSONValue {
        try parse(Array(text.utf8))
    }
}

/// The error that `body` throws.
func failure(_ body: () throws(JSONError) -> Void) -> JSONError? {
    do {
        try body()
        return nil
    } catch {
        return error
    }
}

extension JSONKey {
    init(_ name: String) {
        self.init(stringValue: name)
    }
}

public import StrictJSON

extension [UInt8] {
    /// The bytes of a text, for tests that write JSON.
    public init(json text: String) {
        self.init(text.utf8)
    }

    /// The JSON that the bytes are.
    public var parsed: JSONValue {
        get throws { try JSONValue.parse(self) }
    }

    /// The text that the bytes are.
    public var text: String { String(decoding: self, as: UTF8.self) }
}

extension JSONValue {
    /// A member of an object, or `nil`.
    public subscript(name: String) -> JSONValue? { object?[name] }

    /// The members called `items` of a list.
    public var items: [JSONValue] { self["items"]?.array ?? [] }
}

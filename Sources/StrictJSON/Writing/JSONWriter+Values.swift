extension JSONWriter {
    /// Writes any value, the members of each object in their order.
    public mutating func value(_ value: JSONValue) {
        append(value, depth: 0)
    }

    /// Writes `value`, around which there are `depth` objects and arrays.
    mutating func append(_ value: JSONValue, depth: Int) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .number(let value): number(value)
        case .string(let text): string(text)
        case .array(let elements):
            guard depth < JSONLimits.nesting else { return refuse(.nesting) }
            beginArray()
            for element in elements { append(element, depth: depth + 1) }
            endArray()
        case .object(let object):
            guard depth < JSONLimits.nesting else { return refuse(.nesting) }
            beginObject()
            for member in object {
                name(member.name)
                append(member.value, depth: depth + 1)
            }
            endObject()
        }
    }
}

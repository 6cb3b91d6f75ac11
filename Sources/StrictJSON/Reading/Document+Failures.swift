extension Document {
    /// The error to throw where the value at `node` is not what the type needs, as Codable words it.
    func mismatch(_ type: any Any.Type, _ expected: JSONError.Kind, at node: Int) -> DecodingError {
        let reason = JSONError.Reason.wrongType(expected: expected, found: kind(of: node))
        let context = context(reason, at: node)
        return kind(of: node) == .null ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    /// The error to throw where the value at `node` is refused for `reason`.
    func refusal(_ reason: JSONError.Reason, at node: Int) -> DecodingError {
        .dataCorrupted(context(reason, at: node))
    }

    /// The error to throw where the object at `node` has no member `key`.
    func missing(_ key: some CodingKey, in node: Int) -> DecodingError {
        .keyNotFound(key, missingContext(JSONKey(stringValue: key.stringValue), in: node))
    }

    /// The error to throw where the array at `node` has ended.
    func ended(_ type: any Any.Type, after count: Int, in node: Int) -> DecodingError {
        .valueNotFound(type, missingContext(JSONKey(intValue: count), in: node))
    }

    /// What a type has thrown, with its place in this document.
    func failure(for error: any Error) -> JSONError {
        if let failure = error as? JSONError { return failure }
        guard let error = error as? DecodingError else { return JSONError(.rejected(String(describing: error))) }
        let (context, key): (DecodingError.Context, (any CodingKey)?)
        switch error {
        case .keyNotFound(let missing, let place): (context, key) = (place, missing)
        case .dataCorrupted(let place), .typeMismatch(_, let place), .valueNotFound(_, let place):
            (context, key) = (place, nil)
        @unknown default: return JSONError(.rejected(String(describing: error)))
        }
        if let failure = context.underlyingError as? JSONError { return failure }
        let path = context.codingPath + (key.map { [$0] } ?? [])
        let reason = key == nil ? JSONError.Reason.rejected(context.debugDescription) : .missing
        return JSONError(reason, offset: offset(of: context.codingPath), path: JSONPath(path).text)
    }

    /// The JSON type of the value at `node`.
    func kind(of node: Int) -> JSONError.Kind {
        switch tape.nodes[node].kind {
        case .null: .null
        case .no, .yes: .bool
        case .integer: .integer
        case .number: .number
        case .string, .name: .string
        case .array: .array
        case .object, .sorted: .object
        }
    }

    private func context(_ reason: JSONError.Reason, at node: Int) -> DecodingError.Context {
        let path = tape.codingPath(of: node)
        let error = JSONError(reason, offset: Int(tape.nodes[node].start), path: JSONPath(path).text)
        return DecodingError.Context(codingPath: path, debugDescription: reason.message, underlyingError: error)
    }

    private func missingContext(_ key: JSONKey, in node: Int) -> DecodingError.Context {
        let path = tape.codingPath(of: node)
        let error = JSONError(
            .missing, offset: Int(tape.nodes[node].start), path: JSONPath(path + [key]).text)
        return DecodingError.Context(codingPath: path, debugDescription: error.reason.message, underlyingError: error)
    }

    /// Where the value at `path` begins, or the innermost one on it that is there.
    private func offset(of path: [any CodingKey]) -> Int {
        var node = 0
        for key in path {
            guard let child = child(key, of: node) else { break }
            node = child
        }
        return Int(tape.nodes[node].start)
    }

    private func child(_ key: any CodingKey, of node: Int) -> Int? {
        switch tape.nodes[node].kind {
        case .object: tape.value(of: key.stringValue, in: node)
        case .array: key.intValue.flatMap { tape.element($0, of: node) }
        default: nil
        }
    }
}

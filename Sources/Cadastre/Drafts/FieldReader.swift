import StrictJSON

/// Reads one object of a request, member by member, and gathers what is wrong with each.
///
/// A member of the wrong JSON type ends the reading at once, as malformed; whatever else is wrong is gathered, so that
/// the sender learns all of it.
struct FieldReader {
    private let object: JSONObject
    private let shape: RequestShape
    private let path: JSONPath
    /// What is wrong so far.
    private(set) var errors: FieldErrors
    /// What the request says about members that nobody changes.
    private(set) var fixed = FixedValues()

    /// Begins to read a request.
    init(_ object: JSONObject, _ shape: RequestShape) throws(RegistryError) {
        try self.init(object, shape, at: JSONPath(), errors: FieldErrors())
    }

    private init(
        _ object: JSONObject, _ shape: RequestShape, at path: JSONPath, errors: FieldErrors
    ) throws(RegistryError) {
        self.object = object
        self.shape = shape
        self.path = path
        self.errors = errors
        for (name, value) in object where !shape.members.contains(where: { $0.isByteEqual(to: name) }) {
            try readOther(name, value)
        }
    }

    /// Gathers what is wrong with a member, or with a member of a member; `nil` is nothing.
    mutating func complain(about names: String..., complaint: String?) {
        if let complaint { errors.add(field(names), complaint) }
    }

    /// Ends the reading.
    ///
    /// - Throws: `.invalid` with all that is wrong.
    func finish() throws(RegistryError) {
        try errors.throwIfAny()
    }

    /// Reads an object within this one, such as an element of a list.
    ///
    /// - Parameter place: Adds the way from this object to that one.
    mutating func nested<Value>(
        _ value: JSONValue, _ shape: RequestShape, at place: (inout JSONPath) -> Void,
        _ body: (inout FieldReader) throws(RegistryError) -> Value
    ) throws(RegistryError) -> Value {
        var path = path
        place(&path)
        guard let object = value.object else { throw Self.wrongType(path.text, "must be an object") }
        var reader = try FieldReader(object, shape, at: path, errors: errors)
        let result = try body(&reader)
        errors = reader.errors
        return result
    }
}

extension FieldReader {
    /// A member that must be there, and stays where a patch does not name it.
    ///
    /// - Returns: `nil` where a patch does not name it, and where it is wrong, which is then among the errors.
    mutating func required<Value>(
        _ name: String, _ type: FieldType<Value>
    ) throws(RegistryError) -> Value? {
        switch try member(name, type) {
        case .set(let value)?: return value
        case nil: break
        case .remove: complain(about: name, complaint: "can't be removed")
        case .keep: if shape.purpose != .patch { complain(about: name, complaint: "is required") }
        }
        return nil
    }

    /// A member that may be absent.
    mutating func optional<Value>(
        _ name: String, _ type: FieldType<Value>
    ) throws(RegistryError) -> Change<Value> {
        try member(name, type) ?? .keep
    }

    /// The name of a member, or of a member of a member, in an error: `rooms[3].area`.
    func field(_ names: [String]) -> String {
        var path = path
        for name in names { path.append(name: name) }
        return path.text
    }

    /// That a member is of another JSON type than it must be.
    static func wrongType(_ field: String, _ message: String) -> RegistryError {
        .malformed(Malformation(field: field, message))
    }

    /// - Returns: `nil` where the member is wrong, which is then among the errors.
    private mutating func member<Value>(
        _ name: String, _ type: FieldType<Value>
    ) throws(RegistryError) -> Change<Value>? {
        guard let value = object[name] else { return .keep }
        if case .null = value, shape.purpose == .patch { return .remove }
        switch type.read(value) {
        case .value(let value): return .set(value)
        case .wrongType(let message): throw Self.wrongType(field([name]), message)
        case .wrong(let message):
            complain(about: name, complaint: message)
            return nil
        }
    }

    /// Reads a member that the caller does not decide.
    private mutating func readOther(_ name: String, _ value: JSONValue) throws(RegistryError) {
        guard let member = shape.fixed.first(where: { $0.name.isByteEqual(to: name) }) else {
            return complain(about: name, complaint: "is not a field")
        }
        if shape.purpose == .create {
            return complain(about: name, complaint: "is given by the register and can't be sent")
        }
        switch (member.kind, value) {
        case (.text, .string), (.number, .integer), (.number, .number): fixed.append(name, value)
        case (_, .null) where shape.purpose == .patch: complain(about: name, complaint: "can't be removed")
        case (.text, _): throw Self.wrongType(field([name]), "must be a string")
        case (.number, _): throw Self.wrongType(field([name]), "must be a number")
        }
    }
}

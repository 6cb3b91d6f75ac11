import StrictJSON

/// What a request says about members that nobody changes: welcome where it is what is stored.
///
/// So whoever reads a record, edits it and sends it back has nothing to leave out.
struct FixedValues: Sendable {
    private var values: [(name: String, value: JSONValue)] = []

    var isEmpty: Bool { values.isEmpty }

    mutating func append(_ name: String, _ value: JSONValue) {
        values.append((name, value))
    }

    /// Compares with the record that is there.
    ///
    /// - Parameter stored: The record's JSON.
    /// - Throws: `.invalid` with each member that differs.
    func requireUnchanged(in stored: [UInt8]) throws(RegistryError) {
        if isEmpty { return }
        var errors = FieldErrors()
        check(against: stored, adding: &errors)
        try errors.throwIfAny()
    }

    /// Adds each member that differs from the record that is there.
    func check(against stored: [UInt8], adding errors: inout FieldErrors) {
        guard !isEmpty, let record = try? JSONValue.parse(stored).object else { return }
        for (name, value) in values where record[name] != value {
            errors.add(name, "can't be changed")
        }
    }
}

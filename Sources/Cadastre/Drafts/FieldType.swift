import StrictJSON

/// How a member of a request is read: the JSON type it must have, and the rule it must keep.
struct FieldType<Value: Sendable> {
    /// What came of reading.
    enum Reading {
        case value(Value)
        /// The member is of another JSON type: the end of a sentence that begins with its name.
        case wrongType(String)
        /// The member breaks its rule: the end of a sentence that begins with its name.
        case wrong(String)
    }

    let read: (JSONValue) -> Reading
}

extension FieldType<String> {
    /// A string that keeps `rule`.
    static func text(_ rule: TextRule) -> FieldType {
        text { rule.complaint(about: $0) }
    }

    /// A string that `complaint` has nothing to say against.
    static func text(_ complaint: @escaping (String) -> String?) -> FieldType {
        FieldType { value in
            guard let text = value.string else { return .wrongType("must be a string") }
            return complaint(text).map { .wrong($0) } ?? .value(text)
        }
    }
}

extension FieldType {
    /// A string that `make` makes a value of.
    ///
    /// - Parameter rule: What is said of a string that it can't make one of, as the end of a sentence.
    static func value(_ rule: String, _ make: @escaping (String) -> Value?) -> FieldType {
        FieldType { value in
            guard let text = value.string else { return .wrongType("must be a string") }
            return make(text).map { .value($0) } ?? .wrong(rule)
        }
    }
}

extension FieldType<Password> {
    /// A password that somebody chooses.
    static var newPassword: FieldType {
        FieldType { value in
            guard let text = value.string else { return .wrongType("must be a string") }
            if let complaint = Password.complaint(aboutChoice: text) { return .wrong(complaint) }
            return Password(text).map { .value($0) } ?? .wrong(Password.rule)
        }
    }
}

extension FieldType<Double> {
    /// A number that `complaint` has nothing to say against.
    static func number(_ complaint: @escaping (Double) -> String?) -> FieldType {
        FieldType { value in
            let number: Double
            switch value {
            case .integer(let integer): number = Double(integer)
            case .number(let fraction): number = fraction
            default: return .wrongType("must be a number")
            }
            return complaint(number).map { .wrong($0) } ?? .value(number)
        }
    }
}

extension FieldType<[JSONValue]> {
    /// A list whose number of elements `complaint` has nothing to say against.
    static func list(_ complaint: @escaping (Int) -> String?) -> FieldType {
        FieldType { value in
            guard let elements = value.array else { return .wrongType("must be an array") }
            return complaint(elements.count).map { .wrong($0) } ?? .value(elements)
        }
    }
}

extension FieldType<JSONObject> {
    /// An object.
    static var object: FieldType {
        FieldType { value in
            guard let object = value.object else { return .wrongType("must be an object") }
            return .value(object)
        }
    }
}

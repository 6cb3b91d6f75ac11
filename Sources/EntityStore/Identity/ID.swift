/// The id of an `E`: a UUIDv7 that can't be taken for the id of anything else.
///
/// The store gives ids inside the write transaction, each greater than the collection's greatest,
/// so that the order of ids is the order of commits. In JSON an id is the 36 characters of the UUID.
public struct ID<E>: Hashable, Comparable, Sendable {
    /// The id without its type.
    public let record: RecordID

    /// Types an id that is known to be one of an `E`.
    public init(_ record: RecordID) {
        self.record = record
    }

    /// Orders ids in the order of creation.
    public static func < (left: ID, right: ID) -> Bool {
        left.record < right.record
    }
}

extension ID: LosslessStringConvertible {
    /// The text of the UUID: 36 characters, lower-case.
    public var description: String { record.description }

    /// Reads the text of a UUID, in either case; `nil` for anything else.
    public init?(_ text: String) {
        guard let record = RecordID(text) else { return nil }
        self.init(record)
    }
}

extension ID: Codable {
    /// Decodes the text of a UUID.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let record = RecordID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a UUID")
        }
        self.init(record)
    }

    /// Encodes the 36 characters of the UUID.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(record.description)
    }
}

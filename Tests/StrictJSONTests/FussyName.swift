/// A name that is not always read, and never written.
struct FussyName: Codable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        text = try container.decode(String.self)
        guard text != "blank" else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "must not be blank")
        }
        guard text != "odd" else { throw Odd() }
    }

    func encode(to encoder: any Encoder) throws {
        guard text != "odd" else { throw Odd() }
        throw EncodingError.invalidValue(
            text, EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "is not shown"))
    }

    init(_ text: String) { self.text = text }
}

/// An error that Codable does not know.
struct Odd: Error, CustomStringConvertible {
    var description: String { "odd" }
}

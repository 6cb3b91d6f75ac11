import StrictJSON

/// The reader of JSON: what it takes it writes, and reads back equal; of what it refuses it says where.
enum JSONReading: Parser {
    static func read(_ bytes: [UInt8], _ choice: UInt8) {
        do throws(JSONError) {
            let value = try JSONValue.parse(bytes)
            let canonical = try value.encoded()
            guard canonical.count <= 24 * (bytes.count + 1) else { stop("what was read is written far too long") }
            guard try JSONValue.parse(canonical) == value else { stop("what was written reads as something else") }
            guard try JSONValue.parse(canonical).encoded() == canonical else { stop("canonical JSON changes") }
        } catch {
            guard (0...bytes.count).contains(error.offset) else { stop("a place outside of the document") }
        }
    }
}

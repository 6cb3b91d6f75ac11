import StrictJSON

/// The JSON object that a request is.
enum RequestBody {
    /// Reads the object.
    ///
    /// - Throws: `.tooLarge`; `.malformed` where the bytes are no JSON object.
    static func parse(_ json: [UInt8]) throws(RegistryError) -> JSONObject {
        guard json.count <= Registry.maximumRequestByteCount else {
            throw .tooLarge("The document is longer than \(Registry.maximumRequestByteCount) bytes. Send less.")
        }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue.parse(json)
        } catch {
            throw .malformed(Malformation(error))
        }
        guard let object = value.object else { throw FieldReader.wrongType("", "must be an object") }
        return object
    }
}

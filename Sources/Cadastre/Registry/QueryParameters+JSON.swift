import StrictJSON

extension QueryParameters {
    /// The parameters that a JSON object names.
    ///
    /// - Throws: `.malformed` where it is none, or a member is neither a text nor, for `limit`, a whole number.
    static func parameters(json: [UInt8]) throws(RegistryError) -> [(name: String, value: String)] {
        var parameters: [(name: String, value: String)] = []
        for (name, value) in try RequestBody.parse(json) {
            switch value {
            case .string(let text): parameters.append((name, text))
            case .integer(let number) where name.isByteEqual(to: "limit"): parameters.append((name, "\(number)"))
            default: throw malformed(name, "must be a string")
            }
        }
        return parameters
    }
}

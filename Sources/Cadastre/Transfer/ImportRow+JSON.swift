import StrictJSON

extension ImportRow {
    /// Reads a row that is a JSON object: `id`, `owner`, `name`, `city` and `type`, with `description` and `rooms`, an
    /// object of kind and count, where there are such. All values are texts.
    ///
    /// - Parameter line: Where it stands in its file, from 1.
    /// - Throws: ``ImportRejection`` with each field that is wrong.
    public init(json: [UInt8], line: Int) throws(ImportRejection) {
        do throws(RegistryError) {
            try self.init(try RequestBody.parse(json), line: line)
        } catch {
            switch error {
            case .invalid(let errors): throw ImportRejection(line: line, errors: errors)
            case .malformed(let flaw):
                let place = flaw.offset.map { " (after byte \($0))" } ?? ""
                throw ImportRejection(line: line, errors: [FieldError(flaw.field, flaw.message + place)])
            default: throw ImportRejection(line: line, errors: [FieldError("", error.detail)])
            }
        }
    }

    private init(_ object: JSONObject, line: Int) throws(RegistryError) {
        let required = ["id", "owner", "name", "city", "type"]
        let shape = RequestShape(purpose: .create, members: required + ["description", "rooms"], fixed: [])
        var reader = try FieldReader(object, shape)
        var texts: [String: String] = [:]
        for name in required { texts[name] = try reader.required(name, .anyText) }
        let description = try reader.optional("description", .anyText).value
        var rooms: [RoomCount] = []
        for (kind, count) in try reader.optional("rooms", .object).value ?? JSONObject() {
            guard let count = count.string else { throw FieldReader.wrongType("rooms.\(kind)", "must be a string") }
            rooms.append(RoomCount(kind: kind, count: count))
        }
        try reader.finish()
        self.init(
            line: line, id: texts["id"] ?? "", owner: texts["owner"] ?? "", name: texts["name"] ?? "",
            city: texts["city"] ?? "", type: texts["type"] ?? "")
        self.description = description ?? ""
        self.rooms = rooms
    }
}

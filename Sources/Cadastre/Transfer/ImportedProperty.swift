import EntityStore

/// A property that is to be imported, checked as far as it can be without the store, and encoded.
struct ImportedProperty: Sendable {
    /// The id of its type.
    let type: Slug
    /// Whose it is.
    let owner: ID<User>
    let record: PreparedRecord<Property>
}

extension ImportedProperty {
    /// Encodes a property.
    init(_ property: Property) throws(StoreError) {
        try self.init(type: property.type, owner: property.ownerID, record: PreparedRecord(property))
    }

    /// Reads a line of an export that holds a property in canonical form and keeps every rule: what nearly every line
    /// is, and what takes a small part of the time that the general way takes, as nothing is decoded or encoded.
    ///
    /// - Returns: `nil` where the line is anything else, or it takes more to tell.
    init?(canonical line: [UInt8], at moment: Timestamp, cities: inout FoldedCities) {
        var scanner = CanonicalScanner(bytes: line)
        guard let property = try? scanner.property(at: moment, cities: &cities) else { return nil }
        self = property
    }
}

extension CanonicalScanner {
    fileprivate mutating func property(
        at moment: Timestamp, cities: inout FoldedCities
    ) throws(NotCanonical) -> ImportedProperty {
        try take("{\"property\":")
        let start = position
        try take("{\"id\":")
        let id = try version7()
        try take(",\"name\":")
        _ = try text(Property.nameRule)
        try take(",\"description\":")
        _ = try text(Property.descriptionRule)
        try take(",\"type\":")
        let type = try slug()
        try take(",\"city\":")
        let name = Array(bytes[try plainText(Property.cityRule)])
        guard let city = cities.folded(name) else { throw NotCanonical() }
        try take(",\"rooms\":")
        try rooms()
        try take(",\"ownerId\":")
        let owner = ID<User>(try self.id())
        let (updatedAt, version) = try history(at: moment)
        try take("}")
        let json = Array(bytes[start..<position])
        guard json.count <= Property.maximumByteCount else { throw NotCanonical() }
        let external = try externalID()
        try take("}")
        try takeEnd()
        let header = RecordHeader(
            version: version, updatedAt: updatedAt, owner: owner.record, externalID: external)
        let keys = Property.indexKeys(city: city, type: type, owner: owner, externalID: external)
        return ImportedProperty(
            type: type, owner: owner,
            record: PreparedRecord(unsafeID: ID(id), header: header, json: json, keys: keys))
    }

    /// The times and the version of a record, within their bounds.
    private mutating func history(
        at moment: Timestamp
    ) throws(NotCanonical) -> (updatedAt: Timestamp, version: UInt64) {
        try take(",\"createdAt\":")
        let createdAt = try self.moment()
        try take(",\"updatedAt\":")
        let updatedAt = try self.moment()
        try take(",\"version\":")
        let version = try integer()
        var errors = FieldErrors()
        errors.addHistory("", created: createdAt, updated: updatedAt, version: version, now: moment)
        guard errors.all.isEmpty else { throw NotCanonical() }
        return (updatedAt, version)
    }

    private mutating func externalID() throws(NotCanonical) -> ExternalID? {
        guard takes(",\"externalId\":{\"source\":") else { return nil }
        let rule = TextRule.manyLines(upTo: ExternalID.maximumByteCount)
        let source = try plainText(rule)
        try take(",\"value\":")
        let value = try plainText(rule)
        try take("}")
        guard let id = ExternalID(source: string(source), value: string(value)) else { throw NotCanonical() }
        return id
    }

    private mutating func slug() throws(NotCanonical) -> Slug {
        guard let slug = Slug(string(try plainText(.oneLine(1...Slug.maximumLength)))) else { throw NotCanonical() }
        return slug
    }
}

extension CanonicalScanner {
    private mutating func rooms() throws(NotCanonical) {
        try take("[")
        if takes("]") { return }
        var ids: [RecordID] = []
        repeat {
            let id = try room()
            guard !ids.contains(id), Property.complaint(aboutRooms: ids.count + 1) == nil else { throw NotCanonical() }
            ids.append(id)
        } while takes(",")
        try take("]")
    }

    private mutating func room() throws(NotCanonical) -> RecordID {
        try take("{\"id\":")
        let id = try version7()
        try take(",\"name\":")
        _ = try text(Room.nameRule)
        try take(",\"kind\":")
        _ = try text(Room.kindRule)
        if takes(",\"area\":") { try area() }
        try take(",\"features\":")
        try features()
        try take("}")
        return id
    }

    private mutating func area() throws(NotCanonical) {
        let (whole, hasFraction) = try number()
        guard whole < UInt64(Room.areas.upperBound) || whole == UInt64(Room.areas.upperBound) && !hasFraction else {
            throw NotCanonical()
        }
    }

    private mutating func features() throws(NotCanonical) {
        try take("{")
        if takes("}") { return }
        var count = 0
        var last = position..<position
        repeat {
            let name = try plainText(Features.nameRule)
            count += 1
            // In the order of their bytes, and so each once.
            guard count == 1 || bytes[last].lexicographicallyPrecedes(bytes[name]),
                Features.complaint(aboutCount: count) == nil
            else { throw NotCanonical() }
            last = name
            try take(":")
            try featureValue()
        } while takes(",")
        try take("}")
    }

    private mutating func featureValue() throws(NotCanonical) {
        switch next {
        case UInt8(ascii: "\""): _ = try text(Features.textRule)
        case UInt8(ascii: "t"): try take("true")
        case UInt8(ascii: "f"): try take("false")
        default: _ = try number()
        }
    }

    private mutating func version7() throws(NotCanonical) -> RecordID {
        let id = try id()
        guard id.isVersion7 else { throw NotCanonical() }
        return id
    }

    private func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}

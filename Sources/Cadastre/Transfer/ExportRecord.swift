import EntityStore
import StrictJSON

/// What a line of an export says, each field checked by itself.
enum ExportRecord: Sendable {
    case heading(ExportHeading)
    case type(Slug, TypeDraft)
    case user(User, PasswordHash?)
    case property(ImportedProperty)

    /// Reads a line.
    ///
    /// - Parameters:
    ///   - moment: Now; nothing of a record may lie much later.
    ///   - cities: The cities of the lines before it.
    /// - Throws: ``ImportFlaw`` with each field that is wrong; `.incompatible` for another format.
    init(_ line: [UInt8], at moment: Timestamp, cities: inout FoldedCities) throws {
        if let property = ImportedProperty(canonical: line, at: moment, cities: &cities) {
            self = .property(property)
            return
        }
        try self.init(general: line, at: moment)
    }

    /// Reads a line in whatever form it is.
    init(general line: [UInt8], at moment: Timestamp) throws {
        guard let members = try Self.parse(line).object else { throw ImportFlaw("", "must be an object") }
        let kinds = ExportLine.Kind.allCases.filter { members[$0.rawValue] != nil }
        guard kinds.count == 1, let kind = kinds.first, let object = members[kind.rawValue]?.object else {
            throw ImportFlaw("", "must hold one register, type, user or property, an object")
        }
        let known = [kind.rawValue] + kind.companions
        if let unknown = members.first(where: { !known.contains($0.name) }) {
            throw ImportFlaw(unknown.name, "is no member of a line that holds a \(kind.rawValue)")
        }
        switch kind {
        case .register: self = .heading(try ExportHeading(object))
        case .type: self = try Self.type(object)
        case .user: self = .user(try Self.user(object, members, at: moment), try Self.passwordHash(in: members))
        case .property: self = .property(try Self.property(object, members, at: moment))
        }
    }

    /// Refuses what must not come from a file that anybody may have written.
    ///
    /// - Throws: `.forbidden`
    func requireNoSecrets(at line: Int) throws(RegistryError) {
        let (hasSecrets, hasAdmins) =
            switch self {
            case .heading(let heading): (heading.hasSecrets, heading.hasAdmins)
            case .user(let user, let hash): (hash != nil, user.role == .admin)
            case .type, .property: (false, false)
            }
        if hasSecrets {
            throw .forbidden("Line \(line): the file has password hashes, which are taken from a trusted file only.")
        }
        if hasAdmins { throw .forbidden("Line \(line): the file has admins, who are taken from a trusted file only.") }
    }
}

extension ExportRecord {
    private static func parse(_ line: [UInt8]) throws(ImportFlaw) -> JSONValue {
        do throws(JSONError) {
            return try JSONValue.parse(line)
        } catch {
            throw ImportFlaw(error.path, "\(error.reason.message), at byte \(error.offset)")
        }
    }

    private static func type(_ object: JSONObject) throws -> ExportRecord {
        guard let slug = object["id"]?.string.flatMap({ Slug($0) }) else { throw ImportFlaw("type.id", Slug.rule) }
        return .type(slug, try checking("type") { () throws(RegistryError) in try TypeDraft(object) })
    }

    private static func user(_ object: JSONObject, _ members: JSONObject, at moment: Timestamp) throws -> User {
        var (user, _) = try decoded(User.self, object, "user")
        var errors = FieldErrors()
        errors.add("user.firstName", User.nameRule.complaint(about: user.firstName))
        errors.add("user.lastName", User.nameRule.complaint(about: user.lastName))
        let today = CalendarDate(moment)
        errors.add("user.birthDate", user.birthDate.flatMap { $0.birthComplaint(today: today) })
        errors.addHistory(
            "user", created: user.createdAt, updated: user.updatedAt, version: user.version, now: moment)
        if !errors.all.isEmpty { throw ImportFlaw(errors.all) }
        user.externalID = try externalID(in: members)
        return user
    }

    private static func property(
        _ object: JSONObject, _ members: JSONObject, at moment: Timestamp
    ) throws -> ImportedProperty {
        // The rules of a request are those of a record, and its fixed members are looked at below.
        _ = try checking("property") { () throws(RegistryError) in try PropertyFields(object, for: .replace) }
        var (property, byteCount) = try decoded(Property.self, object, "property")
        _ = try checking("property") { () throws(RegistryError) in try Property.requireRoom(for: byteCount) }
        var errors = FieldErrors()
        errors.addHistory(
            "property", created: property.createdAt, updated: property.updatedAt, version: property.version,
            now: moment)
        for (position, room) in property.rooms.enumerated() where !room.id.record.isVersion7 {
            errors.add("property.rooms[\(position)].id", Self.idRule)
        }
        if !errors.all.isEmpty { throw ImportFlaw(errors.all) }
        property.externalID = try externalID(in: members)
        return try ImportedProperty(property)
    }

    /// What an id must be: any other would spoil the order of creation, or be the one that stands for an id that
    /// nothing has.
    private static let idRule = "must be a UUID of version 7"

    /// Decodes a record, and refuses one that would not be written back as it was: with members that it has not, or a
    /// value in another form than the register's.
    ///
    /// - Returns: The record, and how many bytes its JSON has.
    private static func decoded<E: Entity>(
        _ type: E.Type, _ object: JSONObject, _ name: String
    ) throws -> (entity: E, byteCount: Int) {
        do throws(JSONError) {
            let value = JSONValue.object(object)
            let given = try value.encoded()
            let entity = try StrictJSONDecoder().decode(type, from: given)
            let json = try StrictJSONEncoder().encode(entity)
            // Mostly an export of ours, whose bytes are the same; else its members may stand in another order.
            let isWhole = json == given ? true : try JSONValue.parse(json) == value
            guard isWhole else {
                throw JSONError(.rejected("has members or values that no \(name) has"))
            }
            guard entity.id.record.isVersion7 else { throw JSONError(.rejected(Self.idRule), path: "id") }
            return (entity, json.count)
        } catch {
            throw ImportFlaw(error.path.isEmpty ? name : "\(name).\(error.path)", error.reason.message)
        }
    }

    private static func externalID(in members: JSONObject) throws(ImportFlaw) -> ExternalID? {
        guard let value = members["externalId"] else { return nil }
        guard let object = value.object, object.count == 2, let source = object["source"]?.string,
            let text = object["value"]?.string, let id = ExternalID(source: source, value: text)
        else { throw ImportFlaw("externalId", "must hold a source and a value, each a text, and nothing else") }
        return id
    }

    private static func passwordHash(in members: JSONObject) throws(ImportFlaw) -> PasswordHash? {
        guard let value = members["passwordHash"] else { return nil }
        guard let hash = value.string.flatMap(PasswordHash.init(phc:)) else {
            throw ImportFlaw("passwordHash", "must be an Argon2id hash of moderate cost, as PHC text")
        }
        return hash
    }

    private static func checking<Value>(
        _ name: String, _ body: () throws(RegistryError) -> Value
    ) throws -> Value {
        do throws(RegistryError) {
            return try body()
        } catch {
            switch error {
            case .invalid(let errors):
                throw ImportFlaw(errors.map { FieldError($0.field.isEmpty ? name : "\(name).\($0.field)", $0.message) })
            case .malformed(let malformation): throw ImportFlaw(name, malformation.description)
            default: throw error
            }
        }
    }
}

extension ExportLine.Kind {
    /// What may stand beside the record.
    fileprivate var companions: [String] {
        switch self {
        case .register, .type: []
        case .user: ["externalId", "passwordHash"]
        case .property: ["externalId"]
        }
    }
}

extension ExportHeading {
    fileprivate init(_ object: JSONObject) throws {
        guard case .integer(let format) = object["format"] else {
            throw ImportFlaw("register.format", "must be a number")
        }
        guard format == ExportLine.format else {
            throw RegistryError.incompatible(
                "The file is an export of format \(format); this program reads \(ExportLine.format). Upgrade the program."
            )
        }
        guard object.count == 3, case .bool(let hasSecrets) = object["secrets"],
            case .bool(let hasAdmins) = object["admins"]
        else { throw ImportFlaw("register", "must say format, secrets and admins, and nothing else") }
        self.init(hasSecrets: hasSecrets, hasAdmins: hasAdmins)
    }
}

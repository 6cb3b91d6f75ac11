public import EntityStore
import StrictJSON

/// Somebody whom the register knows: the owner of properties, and whoever logs in.
///
/// Its JSON has the members in the order in which they are declared here; the user itself and admins see it. Everybody
/// else sees the ``summary``. What it takes to log in is a `Credential`, which no read returns.
public struct User: Codable, Sendable {
    /// Given by the store.
    public internal(set) var id: ID<User>
    /// Where it would be written to; no two users have the same, whatever the case of its letters.
    public let email: EmailAddress
    /// One line.
    public let firstName: String
    /// One line.
    public let lastName: String
    /// From 1800-01-01 to the day on which it was given.
    public let birthDate: CalendarDate?
    /// What it may do beyond what every user may.
    public let role: Role
    /// When it was made.
    public let createdAt: Timestamp
    /// When it was last changed, or made.
    public let updatedAt: Timestamp
    /// 1 when made, one more at each change.
    public let version: UInt64
    /// Where it was imported from, if it was. Kept beside the JSON.
    public internal(set) var externalID: ExternalID? = nil

    /// What a first or last name may be.
    public static let nameRule = TextRule.oneLine(1...100)

    private enum CodingKeys: String, CodingKey {
        case id, email, firstName, lastName, birthDate, role, createdAt, updatedAt, version
    }
}

extension User: Entity {
    /// `users`
    public static let collection: CollectionName = "users"

    /// The user who has an address, whatever the case of its letters.
    public static let byEmail = Index<User, String>("email", unique: true) { $0.email.key }
    /// The user who was imported from one record of one source.
    public static let byExternalID = Index<User, ExternalID>("external-id", unique: true) { $0.externalID }

    /// All of the above.
    public static let indexes: [any EntityIndex<User>] = [byEmail, byExternalID]

    /// Which state the user is in, without decoding it.
    public var header: RecordHeader {
        RecordHeader(version: version, updatedAt: updatedAt, externalID: externalID)
    }

    /// What everybody may see: `{"id":…,"firstName":…,"lastName":…}`.
    public var summary: [UInt8]? {
        var writer = JSONWriter()
        writer.beginObject()
        for (name, text) in [("id", id.description), ("firstName", firstName), ("lastName", lastName)] {
            writer.name(name)
            writer.string(text)
        }
        writer.endObject()
        return writer.bytes
    }

    /// Takes back the external id.
    public mutating func adopt(id: ID<User>, header: RecordHeader) {
        externalID = header.externalID
    }
}

extension User {
    /// The user with other content, at its next version; what is not named stays.
    func changed(
        email: EmailAddress? = nil, firstName: String? = nil, lastName: String? = nil,
        birthDate: Change<CalendarDate> = .keep, role: Role? = nil, at moment: Timestamp
    ) -> User {
        User(
            id: id, email: email ?? self.email, firstName: firstName ?? self.firstName,
            lastName: lastName ?? self.lastName, birthDate: birthDate.applied(to: self.birthDate),
            role: role ?? self.role, createdAt: createdAt, updatedAt: moment, version: version + 1,
            externalID: externalID)
    }

    /// Whether both say the same, whatever their versions: texts by their bytes.
    func hasContent(of other: User) -> Bool {
        email == other.email && firstName.isByteEqual(to: other.firstName)
            && lastName.isByteEqual(to: other.lastName) && birthDate == other.birthDate && role == other.role
    }
}

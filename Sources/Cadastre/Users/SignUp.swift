public import EntityStore
import StrictJSON

/// A new user as somebody describes it: every field within its bounds.
public struct SignUp: Sendable {
    let email: EmailAddress
    let password: Password
    let firstName: String
    let lastName: String
    let birthDate: CalendarDate?

    /// Describes a new user.
    ///
    /// - Parameters:
    ///   - birthDate: `YYYY-MM-DD`; `nil` for none.
    ///   - moment: Today; no birth date may be later.
    /// - Throws: `.invalid` with each field that is out of its bounds.
    public init(
        email: String, password: String, firstName: String, lastName: String, birthDate: String? = nil,
        at moment: Timestamp = .now
    ) throws(RegistryError) {
        var members: JSONObject = [
            "email": .string(email), "password": .string(password), "firstName": .string(firstName),
            "lastName": .string(lastName),
        ]
        if let birthDate { members["birthDate"] = .string(birthDate) }
        try self.init(members, today: CalendarDate(moment))
    }

    /// Reads `{"email":…,"password":…,"firstName":…,"lastName":…,"birthDate":…}`; the last may be left out.
    ///
    /// - Throws: `.malformed`; `.invalid` with each field that is wrong; `.tooLarge` above 1 MiB.
    public init(json: [UInt8], at moment: Timestamp = .now) throws(RegistryError) {
        try self.init(try RequestBody.parse(json), today: CalendarDate(moment))
    }

    private init(_ object: JSONObject, today: CalendarDate) throws(RegistryError) {
        var reader = try FieldReader(object, Self.shape)
        let email = try reader.required("email", .email)
        let password = try reader.required("password", .newPassword)
        let person = try UserFields.person(reading: &reader, today: today)
        let context = PasswordContext(email: email, firstName: person.firstName, lastName: person.lastName)
        reader.complain(about: "password", complaint: password.flatMap { context.complaint(aboutChoice: $0.text) })
        try reader.finish()
        guard let email, let password, let firstName = person.firstName, let lastName = person.lastName else {
            throw .internal("a required field passed the reader unread")
        }
        self.email = email
        self.password = password
        self.firstName = firstName
        self.lastName = lastName
        birthDate = person.birthDate.value
    }

    private static let shape = RequestShape(
        purpose: .create, members: ["email", "password", "firstName", "lastName", "birthDate"],
        fixed: [
            FixedMember("id"), FixedMember("role"), FixedMember("createdAt"), FixedMember("updatedAt"),
            FixedMember("version", .number),
        ])

    /// The user, first version.
    func user(_ id: ID<User>, role: Role, at moment: Timestamp) -> User {
        User(
            id: id, email: email, firstName: firstName, lastName: lastName, birthDate: birthDate, role: role,
            createdAt: moment, updatedAt: moment, version: 1)
    }
}

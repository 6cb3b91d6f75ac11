import EntityStore
import StrictJSON

/// What a request says about a user, each field checked by itself.
struct UserFields: Sendable {
    let firstName: String?
    let lastName: String?
    let birthDate: Change<CalendarDate>
    let fixed: FixedValues

    /// Reads the fields of a patch.
    ///
    /// - Throws: `.malformed`; `.invalid` with each field that is wrong whatever the store holds.
    init(_ patch: MergePatch, today: CalendarDate) throws(RegistryError) {
        var reader = try FieldReader(patch.object, Self.patchShape)
        (firstName, lastName, birthDate) = try Self.person(reading: &reader, today: today)
        fixed = reader.fixed
        try reader.finish()
    }

    /// Reads what every request about a user may say.
    static func person(
        reading reader: inout FieldReader, today: CalendarDate
    ) throws(RegistryError) -> (firstName: String?, lastName: String?, birthDate: Change<CalendarDate>) {
        (
            try reader.required("firstName", .text(User.nameRule)),
            try reader.required("lastName", .text(User.nameRule)),
            try reader.optional("birthDate", .birthDate(today: today))
        )
    }

    private static let patchShape = RequestShape(
        purpose: .patch, members: ["firstName", "lastName", "birthDate"],
        fixed: [
            FixedMember("id"), FixedMember("email"), FixedMember("role"), FixedMember("createdAt"),
            FixedMember("updatedAt"), FixedMember("version", .number),
        ])
}

extension FieldType<CalendarDate> {
    /// A day on which somebody may have been born.
    static func birthDate(today: CalendarDate) -> FieldType {
        FieldType { value in
            guard let text = value.string else { return .wrongType("must be a string") }
            guard let date = CalendarDate(text) else { return .wrong(CalendarDate.rule) }
            return date.birthComplaint(today: today).map { .wrong($0) } ?? .value(date)
        }
    }
}

extension FieldType<EmailAddress> {
    /// An address that a user may have.
    static var email: FieldType {
        FieldType { value in
            guard let text = value.string else { return .wrongType("must be a string") }
            do throws(EmailAddressFailure) {
                return .value(try EmailAddress(text))
            } catch {
                return .wrong(error.message)
            }
        }
    }
}

extension CalendarDate {
    /// The day that a clock shows, in UTC.
    init(_ moment: Timestamp) {
        self.init(secondsSince1970: moment.seconds)
    }
}

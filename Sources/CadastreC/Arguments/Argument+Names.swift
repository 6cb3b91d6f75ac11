import Cadastre
import CCadastre

extension Argument {
    /// The id of a property.
    static func property(
        _ text: UnsafePointer<CChar>?, _ name: StaticString = "id"
    ) throws(RegistryError) -> ID<Property> {
        try id(text, name, of: Property.self)
    }

    /// The id of a room.
    static func room(_ text: UnsafePointer<CChar>?) throws(RegistryError) -> ID<Room> {
        try id(text, "id", of: Room.self)
    }

    /// The id of a user.
    static func user(_ text: UnsafePointer<CChar>?) throws(RegistryError) -> ID<User> {
        try id(text, "id", of: User.self)
    }

    /// The id of a type. What is no UTF-8 becomes what is no slug.
    static func slug(_ id: UnsafePointer<CChar>?) throws(RegistryError) -> String {
        text(try bytes(id, "id")) ?? ""
    }

    /// A JSON document of parameters.
    static func query(_ text: UnsafePointer<CChar>) throws(RegistryError) -> [UInt8] {
        [UInt8](try bytes(text, "query"))
    }

    /// A user's role.
    static func role(_ text: UnsafePointer<CChar>?) throws(RegistryError) -> Role {
        guard let role = Role(rawValue: try Self.text(text, "role")) else {
            throw .invalid([FieldError("role", "must be user or admin")])
        }
        return role
    }

    /// The path of a directory.
    ///
    /// - Throws: `.misuse` for NULL, an empty text, and what is no UTF-8: it would name another directory.
    static func path(_ text: UnsafePointer<CChar>?, _ name: StaticString) throws(RegistryError) -> String {
        guard let path = Self.text(try bytes(text, name)), !path.isEmpty else {
            throw .misuse("\(name) must be UTF-8, and not empty.")
        }
        return path
    }

    /// An access token.
    ///
    /// - Throws: `.misuse` for NULL with a count; `.unauthenticated` for what is much too long, or no UTF-8.
    static func token(_ start: UnsafePointer<CChar>?, _ count: Int) throws(RegistryError) -> String {
        guard start != nil || count == 0 else { throw .misuse("token is NULL, and its count is not 0.") }
        guard (0...maximumTokenByteCount).contains(count),
            let token = text(UnsafeRawBufferPointer(start: start, count: count))
        else { throw .unauthenticated(.invalidToken) }
        return token
    }

    /// No access token has so many bytes.
    private static let maximumTokenByteCount = 16 * 1_024

    /// The address that an attempt comes from; `nil` where there is none.
    static func peer(_ attempt: UnsafePointer<cadastre_attempt>?) throws(RegistryError) -> NetworkAddress? {
        guard let peer = try cadastre_attempt(reading: attempt).peer else { return nil }
        guard let address = NetworkAddress(try text(peer, "peer")) else {
            throw .invalid([FieldError("peer", "must be an IPv4 or IPv6 address")])
        }
        return address
    }

    /// Where a call puts something that must be wanted.
    static func place<Value>(
        _ place: UnsafeMutablePointer<Value>?, _ name: StaticString
    ) throws(RegistryError) -> UnsafeMutablePointer<Value> {
        guard let place else { throw .misuse("\(name) is NULL.") }
        return place
    }
}

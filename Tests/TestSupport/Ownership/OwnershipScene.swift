public import Cadastre
public import EntityStore
import Foundation
import StrictJSON

/// A register with an owner, and with everybody who may try to change what is the owner's.
public final class OwnershipScene: Sendable {
    /// The register.
    public let register: TemporaryRegister
    /// The token of each who has one.
    public let tokens: [Stranger: String]

    static let password = "the password of everybody"
    private let owner: ID<User>
    private let ownerCaller: Caller

    /// Makes the register and everybody in it.
    public init() throws {
        register = try TemporaryRegister()
        let registry = register.registry
        let ids = try Self.makeUsers(in: registry)
        var tokens: [Stranger: String] = [:]
        tokens[.expired] = try Self.logIn(.owner, to: registry)
        register.clock.advance(seconds: 16 * 60)
        for stranger in Self.users { tokens[stranger] = try Self.logIn(stranger, to: registry) }

        let ownerToken = tokens[.owner] ?? ""
        tokens[.unsigned] = Self.unsigned(ownerToken)
        tokens[.changedPayload] = Self.changed(tokens[.otherUser] ?? "", toBeOf: ids[.owner]?.description ?? "")
        let elsewhere = try TemporaryRegister(clock: register.clock)
        _ = try Self.makeUsers(in: elsewhere.registry, [.otherStore])
        tokens[.otherStore] = try Self.logIn(.otherStore, to: elsewhere.registry)

        // What each has done to them happens at the moment of their login.
        if let id = ids[.demotedAdmin] { _ = try registry.setRole(.user, of: id).commit() }
        if let id = ids[.deletedUser] { try registry.deleteUser(id, as: .operator).commit() }
        if let id = ids[.beforePasswordChange] { try registry.setPassword(Self.password, of: id) }
        self.tokens = tokens
        owner = try registry.user(withEmail: Self.email(of: .owner)).id
        ownerCaller = try registry.authenticate(bearer: ownerToken)
    }

    /// Something new for an attempt to be made on.
    func target(of operation: ChangeOperation) throws -> OwnershipTarget {
        let registry = register.registry
        let room = try RoomDraft(name: "Kitchen", kind: "kitchen")
        let draft = try PropertyDraft(name: "Échoppe", type: "house", city: "Bordeaux", rooms: [room])
        let property = try registry.createProperty(draft, as: ownerCaller).commit()
        let slug = "type-\(property.id)"
        _ = try registry.putType(slug, TypeDraft(label: "Type"), as: .operator).commit()
        let credentials = Credentials(email: "visitor@example.org", password: Self.password)
        let refreshToken = operation.takesRefreshToken ? try registry.login(credentials).refreshToken : ""
        return OwnershipTarget(
            property: property.id, room: try property.decoded().rooms[0].id, typeSlug: slug, user: owner,
            refreshToken: refreshToken)
    }

    /// Everything that can be read, and how much else there is.
    func snapshot() throws -> [String] {
        let registry = register.registry
        var pages = [try registry.types(as: .operator).json.text]
        var next: String?
        repeat {
            let page = try registry.properties(PropertyQuery(order: .oldest, limit: 100, after: next), as: .operator)
            pages.append(page.json.text)
            next = page.next
        } while next != nil
        pages.append(try registry.users(UserQuery(limit: 100), as: .operator).json.text)
        let report = try registry.verify()
        return pages + ["\(report.records) records, \(report.indexEntries) index entries"]
    }
}

/// What an attempt is made on.
public struct OwnershipTarget: Sendable {
    /// A property of the owner's.
    public let property: ID<Property>
    /// A room in it.
    public let room: ID<Room>
    /// The id of a type that no property has.
    public let typeSlug: String
    /// The owner.
    public let user: ID<User>
    /// A refresh token that is good, for the operations that take one.
    public let refreshToken: String
}

extension OwnershipScene {
    /// Those who have a user of their own.
    private static let users: [Stranger] = [
        .owner, .otherUser, .admin, .demotedAdmin, .deletedUser, .beforePasswordChange,
    ]

    private static func email(of stranger: Stranger) -> String { "\(stranger.rawValue)@example.org" }

    private static func makeUsers(
        in registry: Registry, _ strangers: [Stranger] = users
    ) throws -> [Stranger: ID<User>] {
        func make(_ email: String, role: Role) throws -> ID<User> {
            let draft = try SignUp(email: email, password: password, firstName: "Some", lastName: "One")
            return try registry.createUser(draft, role: role).id
        }
        _ = try make("visitor@example.org", role: .user)
        var ids: [Stranger: ID<User>] = [:]
        for stranger in strangers {
            let isAdmin = stranger == .admin || stranger == .demotedAdmin
            ids[stranger] = try make(email(of: stranger), role: isAdmin ? .admin : .user)
        }
        return ids
    }

    private static func logIn(_ stranger: Stranger, to registry: Registry) throws -> String {
        try registry.login(Credentials(email: email(of: stranger), password: password)).accessToken
    }

    /// The token with a header that says that it needs no signature, and with none.
    private static func unsigned(_ token: String) -> String {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        return base64URL(#"{"alg":"none","typ":"JWT"}"#) + "." + parts[1] + "."
    }

    /// The token with a payload that says that it is somebody else's, and an admin's.
    private static func changed(_ token: String, toBeOf user: String) -> String {
        var parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let base64 = parts[1].replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        let padded = base64 + String(repeating: "=", count: (4 - base64.count % 4) % 4)
        var claims = (try? [UInt8](Data(base64Encoded: padded) ?? Data()).parsed.object) ?? JSONObject()
        claims["sub"] = .string(user)
        claims["role"] = "admin"
        parts[1] = base64URL((try? JSONValue.object(claims).encoded().text) ?? "")
        return parts.joined(separator: ".")
    }

    private static func base64URL(_ text: String) -> String {
        Data(text.utf8).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }
}

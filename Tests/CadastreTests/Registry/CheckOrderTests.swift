import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

/// What can be wrong with a request, in the order in which the design answers.
private struct Faults: OptionSet, CustomTestStringConvertible {
    let rawValue: Int

    static let revoked = Faults(rawValue: 1)
    static let bound = Faults(rawValue: 2)
    static let unknownType = Faults(rawValue: 4)
    static let missing = Faults(rawValue: 8)
    static let stranger = Faults(rawValue: 16)
    static let stale = Faults(rawValue: 32)
    static let foreignRoom = Faults(rawValue: 64)

    static let combinations = (0..<128).map(Faults.init(rawValue:))

    var testDescription: String { String(rawValue, radix: 2) }
}

@Suite("The first that fails answers") struct CheckOrderTests {
    private let register: TemporaryRegister
    private let ada: Caller
    private let bob: Caller
    private let home: Stored<Property>

    init() throws {
        register = try TemporaryRegister()
        ada = try register.user("ada")
        bob = try register.user("bob")
        home = try register.house(of: ada)
    }

    private func caller(_ faults: Faults) throws -> Caller {
        let caller = faults.contains(.stranger) ? bob : ada
        guard faults.contains(.revoked), let id = caller.userID else { return caller }
        return .user(Caller.Authenticated(id: id, generation: 1))
    }

    @Test("Changing a property", arguments: Faults.combinations)
    fileprivate func property(_ faults: Faults) throws {
        var members: [String] = []
        if faults.contains(.bound) { members.append(#""name":"""#) }
        if faults.contains(.unknownType) { members.append(#""type":"castle""#) }
        if faults.contains(.foreignRoom) {
            members.append(#""rooms":[{"id":"\#(home.id)","name":"a","kind":"b"}]"#)
        }
        let write = register.registry.patchProperty(
            faults.contains(.missing) ? .unassigned : home.id,
            with: try MergePatch(json: Array(json: "{\(members.joined(separator: ","))}")),
            ifMatch: faults.contains(.stale) ? .oneOf([]) : .exists, as: try caller(faults))

        let expected: RegistryError.Kind? =
            if faults.contains(.revoked) { .unauthenticated } else if !faults.isDisjoint(with: [.bound, .unknownType]) {
                .invalid
            } else if faults.contains(.missing) { .notFound } else if faults.contains(.stranger) {
                .forbidden
            } else if faults.contains(.stale) { .stale } else if faults.contains(.foreignRoom) { .invalid } else { nil }
        #expect(kind(of: write) == expected)
    }

    @Test("Changing a room", arguments: Faults.combinations.filter { !$0.contains(.unknownType) })
    fileprivate func room(_ faults: Faults) throws {
        let room = try home.decoded().rooms[0].id
        // A room that is not there stands for a foreign one: it comes before ownership, as all existence does.
        let write = register.registry.patchRoom(
            faults.contains(.foreignRoom) ? .unassigned : room,
            of: faults.contains(.missing) ? .unassigned : home.id,
            with: try MergePatch(json: Array(json: faults.contains(.bound) ? #"{"area":-1}"# : "{}")),
            ifMatch: faults.contains(.stale) ? .oneOf([]) : .exists, as: try caller(faults))

        let expected: RegistryError.Kind? =
            if faults.contains(.revoked) { .unauthenticated } else if faults.contains(.bound) {
                .invalid
            } else if !faults.isDisjoint(with: [.missing, .foreignRoom]) {
                .notFound
            } else if faults.contains(.stranger) { .forbidden } else if faults.contains(.stale) { .stale } else { nil }
        #expect(kind(of: write) == expected)
    }

    @Test("Nobody is told what is wrong with a request before it is known who asks")
    func anonymous() throws {
        let registry = register.registry
        let patch = try MergePatch(json: Array(json: #"{"name":"","area":-1}"#))
        let room = try home.decoded().rooms[0].id
        #expect(kind(of: registry.patchProperty(home.id, with: patch, as: .anonymous)) == .unauthenticated)
        #expect(kind(of: registry.patchRoom(room, of: home.id, with: patch, as: .anonymous)) == .unauthenticated)
        #expect(kind(of: registry.patchMe(with: patch, as: .anonymous)) == .unauthenticated)
    }

    @Test("Writing types: another id, then role, then existence, then use")
    func types() throws {
        let registry = register.registry
        let admin = try register.user("root", role: .admin)
        let draft = try TypeDraft(json: Array(json: #"{"id":"castle","label":"Castle"}"#))
        #expect(kind(of: registry.putType("fort", draft, as: .anonymous)) == .unauthenticated)
        #expect(kind(of: registry.putType("fort", draft, as: ada)) == .invalid)
        #expect(kind(of: registry.putType("castle", draft, as: ada)) == .forbidden)
        #expect(kind(of: registry.putType("No Slug", try TypeDraft(label: "a"), as: ada)) == .forbidden)
        #expect(kind(of: registry.putType("No Slug", try TypeDraft(label: "a"), as: admin)) == .notFound)
        #expect(kind(of: registry.deleteType("castle", as: ada)) == .forbidden)
        #expect(kind(of: registry.deleteType("castle", as: admin)) == .notFound)
        #expect(kind(of: registry.deleteType("No Slug", as: admin)) == .notFound)
        #expect(kind(of: registry.deleteType("house", as: admin)) == .conflict)
    }

    private func kind<Result>(of write: Write<Result>) -> RegistryError.Kind? {
        do throws(RegistryError) {
            _ = try write.commit()
            return nil
        } catch {
            return error.kind
        }
    }
}

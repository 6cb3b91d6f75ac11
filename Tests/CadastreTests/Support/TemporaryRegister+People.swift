import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

extension TemporaryRegister {
    /// A user who is logged in, made without the work of hashing a password.
    func user(_ name: String, role: Role = .user) throws -> Caller {
        let now = clock.now
        let hash = try #require(PasswordHash(phc: Self.somePHC))
        let email = try EmailAddress("\(name)@example.org")
        return try registry.store.write { transaction in
            let user = try transaction.insert { id in
                User(
                    id: id, email: email, firstName: name, lastName: "Test", birthDate: nil, role: role,
                    createdAt: now, updatedAt: now, version: 1)
            }
            let credential = Credential(of: user.id, hash, at: now)
            _ = try transaction.insert(existing: credential)
            return .user(Caller.Authenticated(id: user.id, generation: credential.generation))
        }
    }

    private static let somePHC =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$d29ya3dvcmt3b3Jrd29ya3dvcmt3b3Jrd29ya3dvcms"

    /// A house in Bordeaux with two rooms.
    func house(of owner: Caller, named name: String = "Échoppe", in city: String = "Bordeaux") throws -> Stored<
        Property
    > {
        let draft = try PropertyDraft(
            name: name, description: "Stone.\nTwo floors.", type: "house", city: city,
            rooms: [
                RoomDraft(name: "Kitchen", kind: "kitchen", area: 12.5, features: ["floor": .text("oak")]),
                RoomDraft(name: "Attic", kind: "attic"),
            ])
        return try registry.createProperty(draft, as: owner).commit()
    }
}

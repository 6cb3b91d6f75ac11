import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

/// Somebody or other does something or other, again and again; the register and a model of it must agree throughout.
struct RegisterSimulation {
    let register: TemporaryRegister
    let people: [Person]
    var model = RegisterModel()
    var random: SeededGenerator
    private(set) var step = 0
    /// How many steps were refused, by what they were refused with.
    private(set) var refusals: [RegistryError.Kind: Int] = [:]

    /// As many properties as there ever are; more, and only removals go on.
    private static let mostHomes = 120

    init(seed: UInt64) throws {
        let register = try TemporaryRegister()
        self.register = register
        random = SeededGenerator(seed: seed)
        let users = try ["ada", "bob", "cyd"].map { Person(caller: try register.user($0), mayDoAll: false) }
        let admin = Person(caller: try register.user("root", role: .admin), mayDoAll: true)
        people = users + users + [admin, Person(caller: .anonymous, mayDoAll: false)]
    }

    var registry: Registry { register.registry }

    mutating func run(steps: Int) throws {
        for _ in 0..<steps {
            step += 1
            register.clock.advance(milliseconds: Int64.random(in: -2...5, using: &random))
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<25: try model.homes.count < Self.mostHomes ? createHome() : deleteHome()
            case 25..<40: try changeHome(isPatch: true)
            case 40..<50: try changeHome(isPatch: false)
            case 50..<60: try deleteHome()
            case 60..<65: try createRoom()
            case 65..<75: try changeRoom(isPatch: Bool.random(using: &random))
            case 75..<80: try deleteRoom()
            case 80..<85: try changeTypes()
            case 85..<92: try list()
            case 92..<96: try listCities()
            default: try read()
            }
            if step % 1_000 == 0 { try compareAll() }
        }
    }

    /// Everything that the register holds, beside everything that it should.
    private func compareAll() throws {
        #expect(try registry.verify().problems.isEmpty, "step \(step)")
        for (id, home) in model.homes {
            let stored = try registry.property(try #require(ID(id)), as: .anonymous)
            #expect(try stored.json.parsed.object == home, "step \(step)")
        }
        let count = try registry.store.read { try $0.count(of: Property.self) }
        #expect(count == model.homes.count, "step \(step)")
    }
}

extension RegisterSimulation {
    /// Tries something that must be refused with `kind`, or succeed where that is `nil`.
    ///
    /// - Returns: What came of it, where it succeeded as it should.
    mutating func attempt<Result>(
        _ kind: RegistryError.Kind?, _ operation: () throws(RegistryError) -> Result
    ) -> Result? {
        do throws(RegistryError) {
            let result = try operation()
            #expect(kind == nil, "step \(step) succeeded")
            return kind == nil ? result : nil
        } catch {
            #expect(error.kind == kind, "step \(step): \(error)")
            refusals[error.kind, default: 0] += 1
            return nil
        }
    }

    mutating func somebody() throws -> Person { try one(of: people) }

    /// Somebody, more often than not the owner.
    mutating func somebody(for home: String) throws -> Person {
        let owner = people.first { $0.id == model.homes[home]?["ownerId"]?.string }
        return try Int.random(in: 0..<3, using: &random) > 0 ? owner ?? somebody() : somebody()
    }

    /// The id of a property, now and then of one that is not there.
    mutating func someHome() -> String {
        let isThere = Int.random(in: 0..<20, using: &random) > 0
        // Sorted, as a dictionary's order is not the same for the same seed.
        return (isThere ? model.homes.keys.sorted().randomElement(using: &random) : nil)
            ?? RecordID.random(at: register.clock.now).description
    }

    mutating func one<Element>(of elements: [Element]) throws -> Element {
        try #require(elements.randomElement(using: &random))
    }

    /// What is expected of a property, and the precondition that says so.
    mutating func someState(of home: String) throws -> (ExpectedState, Precondition) {
        guard let stored = model.homes[home] else { return (.any, .exists) }
        switch try one(of: [ExpectedState.any, .any, .any, .current, .current, .other]) {
        case .any: return (.any, .none)
        case .current: return (.current, .revision(try revision(of: stored)))
        case .other:
            let current = try revision(of: stored)
            return (.other, .revision(Revision(version: current.version + 1, updatedAt: current.updatedAt)))
        }
    }

    private func revision(of home: JSONObject) throws -> Revision {
        guard case .integer(let version)? = home["version"] else { throw SimulationFailure.unreadable(home) }
        let moment = try #require(home["updatedAt"]?.string.flatMap(Timestamp.init))
        return Revision(version: UInt64(version), updatedAt: moment)
    }

    /// The property as it must be after a change to `content`: itself, where that changes nothing.
    func changed(_ home: JSONObject, to content: JSONObject) throws -> JSONObject {
        var changed = home
        for (name, value) in content { changed[name] = value }
        guard changed != home else { return home }
        let revision = try revision(of: home)
        let moment = max(register.clock.now, Timestamp(milliseconds: revision.updatedAt.milliseconds + 1))
        changed["version"] = .integer(Int64(revision.version) + 1)
        changed["updatedAt"] = .string(moment.description)
        return changed
    }
}

enum SimulationFailure: Error {
    case unreadable(JSONObject)
}

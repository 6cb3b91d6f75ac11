import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

extension RegisterSimulation {
    mutating func createHome() throws {
        let person = try somebody()
        var content = try someContent()
        let rooms = try (0..<Int.random(in: 0...3, using: &random)).map { _ in try someRoom() }
        if !rooms.isEmpty { content["rooms"] = .array(rooms.map(JSONValue.object)) }
        let draft = try PropertyDraft(json: JSONValue.object(content).encoded())
        let refusal: RegistryError.Kind? =
            person.caller == .anonymous ? .unauthenticated : isUnknown(content["type"]) ? .invalid : nil
        let registry = registry
        guard
            let stored = attempt(
                refusal,
                { () throws(RegistryError) in
                    try registry.createProperty(draft, as: person.caller).commit()
                })
        else { return }
        let answer = try #require(try stored.json.parsed.object)

        let id = stored.id.description
        #expect(model.homes.keys.allSatisfy { $0 < id }, "step \(step): ids are in the order of creation")
        let now = JSONValue.string(register.clock.now.description)
        content["id"] = .string(id)
        content["rooms"] = self.stored(rooms, answer: answer["rooms"]?.array ?? [])
        content["ownerId"] = .string(try #require(person.id))
        content["createdAt"] = now
        content["updatedAt"] = now
        content["version"] = 1
        #expect(answer == content, "step \(step)")
        model.homes[id] = content
    }

    mutating func changeHome(isPatch: Bool) throws {
        let home = someHome()
        let person = try somebody(for: home)
        let (state, precondition) = try someState(of: home)
        var content = try someContent()
        if isPatch { for name in content.map(\.name) where Bool.random(using: &random) { content[name] = nil } }
        let (rooms, hasForeign) = try someRooms(of: home)
        let namesRooms = !isPatch || Bool.random(using: &random)
        if namesRooms { content["rooms"] = .array(rooms.map(JSONValue.object)) }
        let json = try JSONValue.object(content).encoded()

        var refusal = model.refusal(home: home, by: person, expecting: state)
        if refusal != .unauthenticated, isUnknown(content["type"]) { refusal = .invalid }
        if refusal == nil, namesRooms, hasForeign { refusal = .invalid }
        let id = try #require(ID<Property>(home))
        let replacement = isPatch ? nil : try PropertyReplacement(json: json)
        let patch = try MergePatch(json: json)
        let registry = registry
        guard
            let stored = attempt(
                refusal,
                { () throws(RegistryError) in
                    if let replacement {
                        try registry.replaceProperty(id, with: replacement, ifMatch: precondition, as: person.caller)
                            .commit()
                    } else {
                        try registry.patchProperty(id, with: patch, ifMatch: precondition, as: person.caller).commit()
                    }
                })
        else { return }

        let answer = try #require(try stored.json.parsed.object)
        if namesRooms { content["rooms"] = self.stored(rooms, answer: answer["rooms"]?.array ?? []) }
        let expected = try changed(try #require(model.homes[home]), to: content)
        #expect(answer == expected, "step \(step)")
        model.homes[home] = expected
    }

    mutating func deleteHome() throws {
        let home = someHome()
        let person = try somebody(for: home)
        let (state, precondition) = try someState(of: home)
        let refusal = model.refusal(home: home, by: person, expecting: state)
        let id = try #require(ID<Property>(home))
        let registry = registry
        let isDone: Void? = attempt(refusal) { () throws(RegistryError) in
            try registry.deleteProperty(id, ifMatch: precondition, as: person.caller).commit()
        }
        if isDone != nil { model.homes[home] = nil }
    }

    private func isUnknown(_ type: JSONValue?) -> Bool {
        type?.string.map { model.types[$0] == nil } ?? false
    }
}

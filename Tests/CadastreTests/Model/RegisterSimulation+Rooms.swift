import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

extension RegisterSimulation {
    mutating func createRoom() throws {
        let home = someHome()
        let person = try somebody(for: home)
        let (state, precondition) = try someState(of: home)
        let room = try someRoom()
        let draft = try RoomDraft(json: JSONValue.object(room).encoded())
        let id = try #require(ID<Property>(home))
        let registry = registry
        guard
            let stored = attempt(
                model.refusal(home: home, by: person, expecting: state),
                { () throws(RegistryError) in
                    try registry.createRoom(draft, of: id, ifMatch: precondition, as: person.caller).commit()
                })
        else { return }
        #expect(!model.rooms(of: home).contains(stored.id.description))
        let answer = try stored.json.parsed
        let rooms = model.homes[home]?["rooms"]?.array ?? []
        try setRooms(rooms + (self.stored([room], answer: [answer]).array ?? []), of: home, answered: stored)
    }

    mutating func changeRoom(isPatch: Bool) throws {
        let (home, room) = try someRoomAndHome()
        let person = try somebody(for: home)
        let (state, precondition) = try someState(of: home)
        var content = try someRoom()
        if isPatch {
            if Bool.random(using: &random) { content["name"] = nil }
            if Int.random(in: 0..<3, using: &random) == 0 { content["area"] = .null }
            if Int.random(in: 0..<3, using: &random) == 0 { content["features"] = ["floor": .null, "gas": .null] }
        }
        let json = try JSONValue.object(content).encoded()
        let replacement = isPatch ? nil : try RoomReplacement(json: json)
        let patch = try MergePatch(json: json)
        let (homeID, roomID) = (try #require(ID<Property>(home)), try #require(ID<Room>(room)))
        let refusal = model.refusal(home: home, room: room, by: person, expecting: state)
        let registry = registry
        guard
            let stored = attempt(
                refusal,
                { () throws(RegistryError) in
                    let caller = person.caller
                    if let replacement {
                        let write = registry.replaceRoom(
                            roomID, of: homeID, with: replacement, ifMatch: precondition, as: caller)
                        return try write.commit()
                    }
                    return try registry.patchRoom(roomID, of: homeID, with: patch, ifMatch: precondition, as: caller)
                        .commit()
                })
        else { return }

        let rooms = (model.homes[home]?["rooms"]?.array ?? []).map { element in
            guard element["id"]?.string == room, case .object(let old) = element else { return element }
            if isPatch { return merged(old, content) }
            content["id"] = old["id"]
            return self.stored([content], answer: []).array?.first ?? .null
        }
        try setRooms(rooms, of: home, answered: stored)
    }

    mutating func deleteRoom() throws {
        let (home, room) = try someRoomAndHome()
        let person = try somebody(for: home)
        let (state, precondition) = try someState(of: home)
        let (homeID, roomID) = (try #require(ID<Property>(home)), try #require(ID<Room>(room)))
        let refusal = model.refusal(home: home, room: room, by: person, expecting: state)
        let registry = registry
        let isDone: Void? = attempt(refusal) { () throws(RegistryError) in
            try registry.deleteRoom(roomID, of: homeID, ifMatch: precondition, as: person.caller).commit()
        }
        guard isDone != nil else { return }
        let rooms = (model.homes[home]?["rooms"]?.array ?? []).filter { $0["id"]?.string != room }
        model.homes[home] = try changed(try #require(model.homes[home]), to: ["rooms": .array(rooms)])
    }

    /// A property and a room of it, now and then of another one.
    private mutating func someRoomAndHome() throws -> (home: String, room: String) {
        let home = someHome()
        return (home, model.rooms(of: home).randomElement(using: &random) ?? home)
    }

    /// RFC 7396, section 2, as it is written there.
    private func merged(_ target: JSONObject, _ patch: JSONObject) -> JSONValue {
        var target = target
        for (name, value) in patch {
            switch value {
            case .null: target[name] = nil
            case .object(let patch): target[name] = merged(target[name]?.object ?? JSONObject(), patch)
            default: target[name] = value
            }
        }
        return .object(target)
    }

    private mutating func setRooms(_ rooms: [JSONValue], of home: String, answered room: StoredRoom) throws {
        let expected = try changed(try #require(model.homes[home]), to: ["rooms": .array(rooms)])
        #expect(try rooms.contains(room.json.parsed), "step \(step)")
        #expect(expected["version"] == .integer(Int64(room.revision.version)), "step \(step)")
        #expect(expected["updatedAt"] == .string(room.revision.updatedAt.description), "step \(step)")
        model.homes[home] = expected
    }
}

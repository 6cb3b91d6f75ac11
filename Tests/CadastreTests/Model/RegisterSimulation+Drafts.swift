import EntityStore
import StrictJSON
import TestSupport
import Testing

extension RegisterSimulation {
    /// The fields of a property that somebody decides, without its rooms.
    mutating func someContent() throws -> JSONObject {
        var content: JSONObject = [
            "name": .string(try one(of: ["Échoppe", "E\u{301}choppe", "Maison", "\"Quoted\" \\ name", "🏠"])),
            "type": .string(try someType()), "city": .string(try one(of: RegisterModel.cities).0),
        ]
        content["description"] = .string(try one(of: ["", "Stone.", "Two\nlines\tand a tab."]))
        return content
    }

    /// The id of a type, now and then of one that is not there.
    mutating func someType() throws -> String {
        try Int.random(in: 0..<15, using: &random) == 0 ? "castle" : one(of: model.types.keys.sorted())
    }

    /// The fields of a room that somebody decides.
    mutating func someRoom() throws -> JSONObject {
        var room: JSONObject = ["name": .string(try one(of: ["Kitchen", "Attic"])), "kind": "room"]
        if Bool.random(using: &random) { room["area"] = try one(of: [0, 12.5, 1_000_000]) }
        if Bool.random(using: &random) { room["features"] = .object(try someFeatures()) }
        return room
    }

    mutating func someFeatures() throws -> JSONObject {
        var features = JSONObject()
        for name in ["é", "e\u{301}", "floor", "gas"] where Bool.random(using: &random) {
            features[name] = try one(of: ["oak", true, false, 3, -0.25])
        }
        return features
    }

    /// A new list of rooms for a property: some that it has, some new ones, now and then one that it has not.
    mutating func someRooms(of home: String) throws -> (rooms: [JSONObject], hasForeign: Bool) {
        var rooms: [JSONObject] = []
        for id in model.rooms(of: home) where Int.random(in: 0..<3, using: &random) > 0 {
            var room = try someRoom()
            room["id"] = .string(id)
            rooms.append(room)
        }
        for _ in 0..<Int.random(in: 0...2, using: &random) { rooms.append(try someRoom()) }
        guard Int.random(in: 0..<10, using: &random) == 0 else { return (rooms, false) }
        var foreign = try someRoom()
        foreign["id"] = .string(home)
        return (rooms + [foreign], true)
    }

    /// Rooms as they must be stored: with features, and with the ids that the register gave to the new ones.
    ///
    /// - Parameter answer: The rooms that the register has answered with, in the same order.
    func stored(_ rooms: [JSONObject], answer: [JSONValue]) -> JSONValue {
        var stored: [JSONValue] = []
        for (place, room) in rooms.enumerated() {
            var room = room
            if room["features"] == nil { room["features"] = [:] }
            if room["id"] == nil, place < answer.count { room["id"] = answer[place].object?["id"] }
            stored.append(.object(room))
        }
        return .array(stored)
    }
}

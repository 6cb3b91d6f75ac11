import StrictJSON

/// A property as a register keeps one: every kind of container and value that Codable has.
struct SampleProperty: Codable, Equatable {
    struct Room: Codable, Equatable {
        var id: String
        var name: String
        var kind: String
        var area: Double?
        var features: Features
    }

    /// Members whose names the type does not know.
    struct Features: Codable, Equatable {
        var values: [String: JSONValue]

        init(_ values: [String: JSONValue]) {
            self.values = values
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: JSONKey.self)
            values = [:]
            for key in container.allKeys {
                values[key.stringValue] = try container.decode(JSONValue.self, forKey: key)
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: JSONKey.self)
            for name in values.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                try container.encode(values[name], forKey: JSONKey(name))
            }
        }
    }

    var id: String
    var name: String
    var description: String
    var type: String
    var city: String
    var rooms: [Room]
    var ownerId: String
    var createdAt: String
    var updatedAt: String
    var version: Int

    static let kitchen = Room(
        id: "0198f7a2-1c2b-7d3e-8f40-112233445567", name: "Cuisine", kind: "kitchen", area: 12.5,
        features: Features(["balcony": false, "floor": "carrelage \"ciment\"", "windows": 2]))
    static let bedroom = Room(
        id: "0198f7a2-1c2b-7d3e-8f40-112233445568", name: "Chambre", kind: "bedroom", area: nil,
        features: Features([:]))

    static let sample = SampleProperty(
        id: "0198f7a2-1c2b-7d3e-8f40-112233445566", name: "Échoppe des Chartrons",
        description: "Pierre blonde.\nUn jardin / une cave.", type: "house", city: "Bordeaux",
        rooms: [kitchen, bedroom], ownerId: "0198f7a2-1c2b-7d3e-8f40-aabbccddeeff",
        createdAt: "2025-03-01T08:30:00.000Z", updatedAt: "2025-03-02T09:31:01.250Z", version: 3)

    static let json = #"""
        {"id":"0198f7a2-1c2b-7d3e-8f40-112233445566","name":"Échoppe des Chartrons",\#
        "description":"Pierre blonde.\nUn jardin / une cave.","type":"house","city":"Bordeaux","rooms":[\#
        {"id":"0198f7a2-1c2b-7d3e-8f40-112233445567","name":"Cuisine","kind":"kitchen","area":12.5,\#
        "features":{"balcony":false,"floor":"carrelage \"ciment\"","windows":2}},\#
        {"id":"0198f7a2-1c2b-7d3e-8f40-112233445568","name":"Chambre","kind":"bedroom","features":{}}],\#
        "ownerId":"0198f7a2-1c2b-7d3e-8f40-aabbccddeeff",\#
        "createdAt":"2025-03-01T08:30:00.000Z","updatedAt":"2025-03-02T09:31:01.250Z","version":3}
        """#
}

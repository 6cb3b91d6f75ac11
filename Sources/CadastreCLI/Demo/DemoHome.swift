import Cadastre
import StrictJSON

/// A demo property: where it is, what it is called, and its rooms.
struct DemoHome {
    /// What would be sent to make it: the members that `POST /v1/properties` takes.
    let draft: JSONObject
    private let ownerChoice: UInt64

    /// The `index`-th property of a seed.
    init(seed: UInt64, index: Int) {
        var random = DemoRandom(seed: seed, kind: 2, index: index)
        let style = random.pick(weighted: DemoStyle.all.map { ($0, $0.weight) })
        let city = random.pick(weighted: Communes.all.map { ($0.name, $0.weight) })
        let rooms = style.rooms(&random)
        draft = [
            "name": .string(Self.name(of: style, &random)),
            "description": .string(Self.description(of: style, in: city, roomCount: rooms.count, &random)),
            "type": .string(style.type),
            "city": .string(city),
            "rooms": .array(rooms.map { .object($0) }),
        ]
        ownerChoice = random.next()
    }

    /// Which of `users` people owns it.
    func ownerIndex(among users: Int) -> Int { Int(ownerChoice % UInt64(users)) }

    /// The property as the register takes it.
    func propertyDraft() throws(RegistryError) -> PropertyDraft {
        let json: [UInt8]
        do throws(JSONError) {
            json = try JSONValue.object(draft).encoded()
        } catch {
            throw .internal("demo data are no JSON: \(error)")
        }
        return try PropertyDraft(json: json)
    }

    private static func name(of style: DemoStyle, _ random: inout DemoRandom) -> String {
        let noun = random.pick(style.nouns)
        return random.happens(70) ? "\(noun) \(random.pick(style.qualities))" : noun
    }

    private static func description(
        of style: DemoStyle, in city: String, roomCount: Int, _ random: inout DemoRandom
    ) -> String {
        guard random.happens(90) else { return "" }
        var sentences = [random.pick(style.openings)]
        if roomCount > 0 {
            sentences.append(roomCount == 1 ? "Une seule pièce, bien agencée." : "\(roomCount) pièces en tout.")
        }
        sentences.append(random.pick(surroundings).replacing("{city}", with: city))
        if random.happens(50) { sentences.append(random.pick(practicalities)) }
        return random.happens(30) ? sentences.joined(separator: "\n") : sentences.joined(separator: " ")
    }

    private static let surroundings = [
        "À dix minutes à pied du centre de {city}.",
        "Commerces, écoles et marché à deux pas.",
        "Dans une rue calme de {city}.",
        "Arrêt de bus au pied de l'immeuble, gare à un quart d'heure.",
        "Proche de la rocade et des pistes cyclables.",
        "Au cœur d'un quartier recherché de {city}.",
        "Vue dégagée sur les toits.",
    ]

    private static let practicalities = [
        "Disponible tout de suite.",
        "Travaux de rafraîchissement à prévoir.",
        "Diagnostics à disposition.",
        "Visites le samedi matin.",
        "Chauffage individuel, faibles charges.",
        "Fibre installée.",
        "Cave et local à vélos.",
    ]
}

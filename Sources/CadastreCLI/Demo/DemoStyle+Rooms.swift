import StrictJSON

extension DemoStyle {
    /// The rooms of one property of this kind.
    func rooms(_ random: inout DemoRandom) -> [JSONObject] {
        guard let bedrooms else { return [] }
        let count = random.whole(bedrooms)
        var rooms = [Self.livingRoom(&random, isOnly: count == 0)]
        if count > 0 { rooms.append(Self.kitchen(&random)) }
        for number in 0..<count { rooms.append(Self.bedroom(&random, number: count == 1 ? nil : number + 1)) }
        for number in 0..<(count > 3 ? 2 : 1) { rooms.append(Self.bathroom(&random, isFirst: number == 0)) }
        if random.happens(40) { rooms.append(Self.outside(&random)) }
        return rooms
    }

    private static func livingRoom(_ random: inout DemoRandom, isOnly: Bool) -> JSONObject {
        let area = isOnly ? random.tenths(16...32) : random.tenths(18...45)
        return room(
            random.pick(isOnly ? ["Pièce principale"] : ["Séjour", "Salon", "Séjour traversant"]), "living-room", area,
            [
                "cheminée": .bool(random.happens(25)),
                "orientation": .string(random.pick(["sud", "sud-ouest", "ouest", "est", "nord"])),
                "sol": .string(random.pick(["parquet", "carrelage", "tomettes", "béton ciré"])),
                "fenêtres": .integer(Int64(random.whole(1...4))),
            ])
    }

    private static func kitchen(_ random: inout DemoRandom) -> JSONObject {
        room(
            random.pick(["Cuisine", "Cuisine ouverte"]), "kitchen", random.tenths(6...16),
            [
                "équipée": .bool(random.happens(80)),
                "plan de travail": .string(random.pick(["granit", "chêne", "stratifié", "quartz"])),
            ])
    }

    private static func bedroom(_ random: inout DemoRandom, number: Int?) -> JSONObject {
        room(
            number.map { "Chambre \($0)" } ?? "Chambre", "bedroom", random.tenths(9...19),
            random.happens(60)
                ? [
                    "placard": .bool(random.happens(70)),
                    "largeur du lit": .integer([90, 140, 160][random.whole(0...2)]),
                ]
                : [:])
    }

    private static func bathroom(_ random: inout DemoRandom, isFirst: Bool) -> JSONObject {
        let hasBath = random.happens(40)
        return room(
            isFirst && hasBath ? "Salle de bains" : isFirst ? "Salle d'eau" : "Seconde salle d'eau", "bathroom",
            random.tenths(3...9), ["baignoire": .bool(hasBath), "sèche-serviettes": .bool(random.happens(50))])
    }

    private static func outside(_ random: inout DemoRandom) -> JSONObject {
        let (name, kind) = random.pick([("Balcon", "balcony"), ("Terrasse", "terrace"), ("Cave", "cellar")])
        return room(name, kind, random.tenths(2...25), [:])
    }

    private static func room(_ name: String, _ kind: String, _ area: Double, _ features: JSONObject) -> JSONObject {
        ["name": .string(name), "kind": .string(kind), "area": .number(area), "features": .object(features)]
    }
}

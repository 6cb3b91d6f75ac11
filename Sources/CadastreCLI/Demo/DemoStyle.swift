/// A kind of demo property, and the words and rooms that go with it.
struct DemoStyle {
    let type: String
    /// How many of a hundred properties are of this kind.
    let weight: Int
    let nouns: [String]
    let qualities: [String]
    let openings: [String]
    let bedrooms: ClosedRange<Int>?

    static let all: [DemoStyle] = [
        DemoStyle(
            type: "apartment", weight: 42,
            nouns: ["Appartement", "Bel appartement", "Appartement familial", "Duplex", "Appartement ancien"],
            qualities: ["avec balcon", "au dernier étage", "près de la gare", "avec parquet", "traversant", "rénové"],
            openings: ["Appartement lumineux, refait à neuf.", "Hauts plafonds, moulures et cheminée d'origine."],
            bedrooms: 1...4),
        DemoStyle(
            type: "house", weight: 22,
            nouns: ["Maison", "Maison de famille", "Maison de village", "Échoppe", "Longère"],
            qualities: ["avec jardin", "en pierre", "de plain-pied", "et son potager", "au calme"],
            openings: ["Maison avec jardin clos et arboré.", "Murs en pierre, toiture récente."],
            bedrooms: 2...6),
        DemoStyle(
            type: "studio", weight: 12,
            nouns: ["Studio", "Studio meublé", "Studette", "Studio étudiant"],
            qualities: ["près de l'université", "en centre-ville", "avec mezzanine", "sur cour"],
            openings: ["Studio fonctionnel, idéal pour un premier logement."], bedrooms: 0...0),
        DemoStyle(
            type: "loft", weight: 4,
            nouns: ["Loft", "Loft d'artiste", "Ancien atelier"], qualities: ["sous verrière", "avec terrasse"],
            openings: ["Ancien atelier aux volumes généreux."], bedrooms: 1...2),
        DemoStyle(
            type: "villa", weight: 5,
            nouns: ["Villa", "Villa contemporaine", "Bastide"],
            qualities: ["avec piscine", "face à la mer", "et son parc"],
            openings: ["Villa ouverte sur une grande terrasse."], bedrooms: 3...7),
        DemoStyle(
            type: "townhouse", weight: 5,
            nouns: ["Maison de ville", "Hôtel particulier"], qualities: ["avec cour", "sur trois niveaux"],
            openings: ["Maison de ville sur trois niveaux, avec cour."], bedrooms: 2...5),
        DemoStyle(
            type: "land", weight: 3,
            nouns: ["Terrain à bâtir", "Terrain arboré"], qualities: ["viabilisé", "plat"],
            openings: ["Terrain borné, raccordé aux réseaux."], bedrooms: nil),
        DemoStyle(
            type: "parking", weight: 3,
            nouns: ["Place de parking", "Box fermé"], qualities: ["en sous-sol", "sécurisé"],
            openings: ["Accès par badge."], bedrooms: nil),
        DemoStyle(
            type: "commercial", weight: 4,
            nouns: ["Local commercial", "Boutique", "Bureaux"], qualities: ["avec vitrine", "d'angle"],
            openings: ["Vitrine sur rue passante."], bedrooms: nil),
    ]
}

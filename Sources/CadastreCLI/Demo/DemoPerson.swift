/// Somebody who owns demo properties.
struct DemoPerson: Equatable {
    let firstName: String
    let lastName: String
    let birthDate: String
    let email: String

    /// The `index`-th person of a seed.
    init(seed: UInt64, index: Int) {
        var random = DemoRandom(seed: seed, kind: 1, index: index)
        firstName = random.pick(Self.firstNames)
        lastName = random.pick(Self.lastNames)
        let (year, month, day) = (random.whole(1_946...2_004), random.whole(1...12), random.whole(1...28))
        birthDate = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        // The index keeps namesakes apart, the domain two seeds in one store. `example.org` is nobody's (RFC 2606).
        let name = Self.ascii(firstName) + "." + Self.ascii(lastName)
        email = "\(name)\(index == 0 ? "" : String(index + 1))@seed-\(seed).example.org"
    }

    /// The admin of a seed.
    init(adminOf seed: UInt64) {
        (firstName, lastName, birthDate) = ("Admin", "Cadastre", "1807-09-15")
        email = "admin@seed-\(seed).example.org"
    }

    private static func ascii(_ name: String) -> String {
        let accents: [Character: Character] = ["é": "e", "è": "e", "ë": "e", "ï": "i", "ô": "o", "ç": "c", "î": "i"]
        return String(name.lowercased().map { accents[$0] ?? $0 }.filter { $0.isASCII && ($0.isLetter || $0 == "-") })
    }

    private static let firstNames = [
        "Adèle", "Agathe", "Alice", "Amina", "Anaïs", "Antoine", "Arthur", "Baptiste", "Camille", "Charlotte", "Chloé",
        "Clément", "Denis", "Élise", "Emma", "Étienne", "Fatou", "François", "Gabriel", "Hélène", "Hugo", "Inès",
        "Jeanne", "Jules", "Karim", "Léa", "Léo", "Louise", "Lucas", "Manon", "Marius", "Mathilde", "Mehdi", "Nadia",
        "Nathan", "Noé", "Océane", "Olivier", "Paul", "Pauline", "Quentin", "Raphaël", "Romane", "Salomé", "Sarah",
        "Simon", "Théo", "Thi Mai", "Valentin", "Victor", "Yasmine", "Zoé",
    ]

    private static let lastNames = [
        "Aubert", "Barbier", "Benoît", "Bernard", "Bertrand", "Blanc", "Bonnet", "Bouchard", "Boyer", "Brun",
        "Chevalier", "Clément", "Colin", "Da Silva", "David", "Denis", "Diallo", "Dubois", "Dufour", "Dumas", "Dupont",
        "Durand", "Faure", "Fontaine", "Fournier", "Garnier", "Gauthier", "Gérard", "Girard", "Guérin", "Haddad",
        "Henry", "Lambert", "Laurent", "Lefèvre", "Legrand", "Lemaire", "Leroy", "Marchand", "Martin", "Masson",
        "Mercier", "Meyer", "Moreau", "Morel", "Nguyen", "Noël", "Perrin", "Petit", "Renard", "Richard", "Rivière",
        "Robert", "Rousseau", "Roux", "Schmitt", "Simon", "Thomas", "Traoré", "Vidal", "Vincent",
    ]
}

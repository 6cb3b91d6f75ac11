import Cadastre
import EntityStore
import Foundation

/// A small register in a directory of its own, in which the parts are measured.
struct Register {
    static let city = "Saint-Étienne-du-Rouvray"

    let registry: Registry
    /// Another handle on the same data, without the rules.
    let store: Store
    let ids: [ID<Property>]
    let accessToken: String
    let draft: [UInt8]
    let owner: ID<User>

    init(properties: Int) throws {
        let path = NSTemporaryDirectory() + "cadastre-micro-\(UUID())"
        registry = try Registry.open(at: path)
        let user = try registry.signUp(
            SignUp(email: "bench@example.org", password: "correct horse", firstName: "Camille", lastName: "Banc"))
        owner = user.id
        accessToken = try registry.login(Credentials(email: "bench@example.org", password: "correct horse")).accessToken
        draft = Array(
            """
            {"name":"Échoppe rénovée, 84 m²","description":"Lumineux et refait à neuf, au calme sur cour.",
            "type":"house","city":"\(Self.city)","rooms":[{"name":"Séjour","kind":"living-room","area":31.5,
            "features":{"sol":"parquet","fenêtres":3,"cheminée":true}},{"name":"Chambre 1","kind":"bedroom","area":12}]}
            """.utf8)
        let draft = try PropertyDraft(json: draft)
        var ids: [ID<Property>] = []
        for _ in 0..<properties {
            ids.append(try registry.createProperty(draft, ownedBy: owner, as: .operator).commit().id)
        }
        self.ids = ids
        store = try Store.open(at: path, holding: Property.self)
        // Open files stay readable; nothing is left behind whichever way the process ends.
        try FileManager.default.removeItem(atPath: path)
    }
}

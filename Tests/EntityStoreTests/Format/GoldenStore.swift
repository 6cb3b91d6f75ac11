import EntityStore
import Foundation

/// What the fixture holds. It stays as it is, whatever the entities of other tests become.
enum GoldenStore {
    static let directory = fixture("format-2")
    static let formerDirectory = fixture("format-1")

    static let ada = Guest(
        id: ID(RecordID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0001)), name: "Ada",
        header: RecordHeader(
            version: 2, updatedAt: Timestamp(milliseconds: 1_790_000_000_123),
            externalID: ExternalID(source: "hotel", value: "4711")))
    static let zoë = Guest(
        id: ID(RecordID(high: 0x0190_0000_0001_7000, low: 0x8000_0000_0000_0002)), name: "Zoë", header: RecordHeader())
    static let stays = (0..<300).map { number in
        Stay(
            id: ID(RecordID(high: 0x0191_0000_0000_7000 + UInt64(number) << 16, low: 0x9000_0000_0000_0000)),
            city: number % 100 == 0 ? "Saint-Étienne" : "Bordeaux", nights: number,
            guest: number % 2 == 0 ? ada.id : zoë.id)
    }

    private static func fixture(_ name: String) -> String {
        URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures/\(name)").path
    }

    /// Makes the fixture anew, as a backup of a store that holds all this.
    static func write(to directory: String, by way: String) throws {
        let store = try Store.open(at: way, holding: Guest.self, Stay.self)
        try store.write { transaction in
            for guest in [ada, zoë] { try transaction.insert(existing: guest) }
            for stay in stays { try transaction.insert(existing: stay) }
        }
        try store.backup(to: directory)
        store.close()
    }
}

struct Guest: Entity, Equatable {
    static let collection: CollectionName = "guests"
    static let byExternalID = Index<Guest, ExternalID>("external-id", unique: true) { $0.header.externalID }
    static let indexes: [any EntityIndex<Guest>] = [byExternalID]

    private enum CodingKeys: String, CodingKey { case id, name }

    let id: ID<Guest>
    var name: String
    var header = RecordHeader()

    var summary: [UInt8]? { Array("{\"id\":\"\(id)\"}".utf8) }

    mutating func adopt(id: ID<Guest>, header: RecordHeader) {
        self.header = header
    }
}

struct Stay: Entity, Equatable {
    static let collection: CollectionName = "stays"
    static let byCity = Index<Stay, String>("city") { $0.city }
    static let byGuest = Index<Stay, ID<Guest>>("guest", revision: 3) { $0.guest }
    static let indexes: [any EntityIndex<Stay>] = [byCity, byGuest]

    let id: ID<Stay>
    var city: String
    var nights: Int
    var guest: ID<Guest>
}

extension Stay {
    var header: RecordHeader { RecordHeader(version: 7, owner: guest.record) }
}

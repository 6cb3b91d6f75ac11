import Cadastre
import EntityStore

/// The store without the register above it.
final class StoreReader: Reader {
    let name = "entity store"
    let store: Store
    let ids: [ID<Property>]
    let cities: [FoldedText]
    let scratch: Scratch
    let records: Records

    /// - Parameter directory: A register that holds the records.
    init(_ directory: String, _ records: Records, largestPage: Int) throws {
        self.records = records
        store = try Store.open(at: directory, holding: Property.self)
        let indices = 0..<UInt32(records.count)
        ids = indices.map(records.id)
        cities = try indices.map { try FoldedText(folding: records.city($0)) }
        scratch = Scratch(byteCount: (records.longest + 1) * largestPage)
    }

    func getEach(_ asked: Asked) throws -> UInt64 {
        var sum: UInt64 = 0
        for id in asked.ids {
            sum &+= try store.read { transaction in
                try transaction.withRecord(id) { self.scratch.take($0.json) } ?? 0
            }
        }
        return sum
    }

    func getTogether(_ asked: Asked) throws -> UInt64 {
        try store.read { transaction in
            var sum: UInt64 = 0
            for id in asked.ids {
                sum &+= try transaction.withRecord(id) { self.scratch.take($0.json) } ?? 0
            }
            return sum
        }
    }

    func pages(_ places: Places, size: Int) throws -> UInt64 {
        var sum: UInt64 = 0
        for (place, index) in places.records.enumerated() {
            let cursor = places.cursors.map { PageCursor($0[place]) }
            scratch.clear()
            _ = try store.read { transaction in
                try transaction.page(where: Property.byCity == self.cities[Int(index)], limit: size, after: cursor) {
                    self.scratch.append($0.json)
                }
            }
            sum &+= scratch.seen
        }
        return sum
    }
}

extension StoreReader {
    /// The places of the pages of a city, but for the first page: each record that begins one, and its cursor.
    func deepPlaces(ofCity record: UInt32, size: Int) throws -> Places {
        let indices = Dictionary(uniqueKeysWithValues: zip(ids, 0..<UInt32(ids.count)))
        var places = Places(records: [], cursors: [])
        var next: PageCursor?
        repeat {
            var first: UInt32?
            let after = next
            next = try store.read { transaction in
                try transaction.page(where: Property.byCity == self.cities[Int(record)], limit: size, after: after) {
                    first = first ?? indices[$0.id]
                }
            }
            if let after, let first {
                places.records.append(first)
                places.cursors?.append(after.description)
            }
        } while next != nil
        return places
    }
}

import Cadastre
import EntityStore

/// The store without the register above it: entities that are encoded already, as the register's are when they queue.
final class StoreWriter: Writer {
    let name = "entity store"
    private let store: Store
    private let entities: [PreparedInsert<Property>]

    init(_ directory: String, _ properties: [Property]) throws {
        store = try Store.open(at: directory, holding: Property.self)
        entities = try properties.map { try PreparedInsert($0) }
    }

    func create(_ count: Int, by writers: Int) throws {
        let (store, entities) = (store, entities)
        try Crew.run(writers) { member in
            for number in 0..<count / writers {
                let entity = entities[(number * writers + member) % entities.count]
                try store.write { try $0.insert(entity) }
            }
        }
    }
}

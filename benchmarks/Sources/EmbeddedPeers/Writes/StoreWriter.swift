import Cadastre
import EntityStore

/// The store without the register above it: entities that are encoded already, as the register's are when they queue.
final class StoreWriter: SubmittingWriter {
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

    func submit(_ count: Int, at once: Int) throws {
        let (store, entities) = (store, entities)
        try Chains.run(once, of: count / once) { chain, number, done in
            let entity = entities[(number * once + chain) % entities.count]
            store.submit {
                try $0.insert(entity)
            } completion: { outcome in
                if case .failure(let error) = outcome { done(error) } else { done(nil) }
            }
        }
    }

    /// Makes records by one thread, several in a transaction.
    func create(_ count: Int, inBatchesOf size: Int) throws {
        for start in stride(from: 0, to: count, by: size) {
            try store.write { [entities] transaction in
                for number in start..<min(start + size, count) {
                    _ = try transaction.insert(entities[number % entities.count])
                }
            }
        }
    }
}

extension Records {
    /// Some of them, decoded.
    ///
    /// - Parameter register: The directory of a register that holds them.
    func properties(in register: String) throws -> [Property] {
        let store = try Store.open(at: register, holding: Property.self)
        defer { store.close() }
        return try store.read { transaction in
            try (0..<UInt32(min(count, 1_000))).compactMap { try transaction.get(id($0)) }
        }
    }
}

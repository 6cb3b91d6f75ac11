import LMDB
import TestSupport
import Testing

@testable import EntityStore

@Suite("An index that is being built") struct IndexBuildingTests {
    private typealias Old = Item<ByName>
    private typealias New = Item<ByNameAndColour>

    /// A store of `count` items, whose index by colour is declared and built up to one batch.
    private func halfBuilt(count: Int) throws -> (temporary: TemporaryStore, storage: Storage) {
        let temporary = try TemporaryStore(holding: Old.self)
        try temporary.store.write { transaction in
            for number in 0..<count {
                _ = try transaction.insert { Old(id: $0, name: "name-\(number)", colour: "\(number % 7)") }
            }
        }
        temporary.store.close()
        let storage = try StoreOpening(path: temporary.path, options: .quick, types: [New.self]).openUnbuilt()
        let collection = try storage.collection(of: New.self)
        #expect(try !storage.buildBatch(of: collection.indexes[1], New.byColour, in: collection))
        return (temporary, storage)
    }

    private func unbuilt(in storage: Storage) throws -> RecordID? {
        let index = try storage.collection(of: New.self).indexes[1]
        let transaction = try storage.environment.beginRead()
        return try storage.definition(of: index, in: transaction)?.unbuilt
    }

    private func ids(in storage: Storage) throws -> [ID<New>] {
        let transaction = EntityStore.ReadTransaction(try storage.environment.beginRead(), of: storage)
        return try transaction.ids(of: New.self)
    }

    @Test("Reads by it are refused, others are not, and a verification says that it is not built")
    func readsAreRefused() throws {
        let (temporary, storage) = try halfBuilt(count: 900)
        let store = Store(path: temporary.path, options: .quick, storage: storage, types: [New.self])
        let refused = StoreError.indexBuilding(collection: "items", index: "colour")
        #expect(throws: refused) { try store.read { try $0.count(where: New.byColour == "3") } }
        #expect(throws: refused) { try store.read { try $0.page(where: New.byColour == "3", limit: 5) } }
        #expect(throws: refused) { try store.read { try $0.keys(of: New.byColour, limit: 5) } }
        #expect(throws: refused) {
            try store.read { try $0.page(where: New.byName == "name-1" && New.byColour == "1", limit: 5) }
        }
        #expect(try store.read { try $0.count(where: New.byName == "name-1") } == 1)
        #expect(try store.verify().problems == [.unbuiltIndex(collection: "items", index: "colour")])
        store.close()
        try temporary.reopen(holding: New.self)
    }

    @Test("Building goes on where it was left, whoever left it")
    func resumes() throws {
        let (temporary, storage) = try halfBuilt(count: 1_200)
        let ids = try ids(in: storage)
        #expect(try unbuilt(in: storage) == ids[499].record.successor)
        storage.environment.close()

        let again = try StoreOpening(path: temporary.path, options: .quick, types: [New.self]).openUnbuilt()
        #expect(try unbuilt(in: again) == ids[499].record.successor)
        let collection = try again.collection(of: New.self)
        #expect(try !again.buildBatch(of: collection.indexes[1], New.byColour, in: collection))
        #expect(try unbuilt(in: again) == ids[999].record.successor)
        again.environment.close()

        let store = try temporary.reopen(holding: New.self)
        #expect(try store.read { try $0.count(where: New.byColour == "3") } == 171)
    }

    @Test("What is written meanwhile is right when it is done")
    func writesMeanwhile() throws {
        let (temporary, storage) = try halfBuilt(count: 1_200)
        let store = Store(path: temporary.path, options: .quick, storage: storage, types: [New.self])
        let ids = try ids(in: storage)
        try store.write { transaction in
            // Before the place that building has reached, and after it.
            for position in [3, 4, 1_003, 1_004] { try transaction.delete(ids[position]) }
            for position in [5, 6, 1_005, 1_006] {
                try transaction.put(New(id: ids[position], name: "changed", colour: "new"))
            }
            _ = try transaction.insert { New(id: $0, name: "inserted", colour: "new") }
            let early = ID<New>(RecordID(high: 0x7000, low: 1 << 63))
            try transaction.insert(existing: New(id: early, name: "imported", colour: "new"))
        }
        store.close()
        let whole = try temporary.reopen(holding: New.self)
        expectNothingWrong(with: whole)
        #expect(try whole.read { try $0.count(where: New.byColour == "new") } == 6)
    }

    @Test("A store that is opened for reading does not build, and says so")
    func readOnly() throws {
        let (temporary, storage) = try halfBuilt(count: 900)
        storage.environment.close()
        var options = StoreOptions.quick
        options.isReadOnly = true
        let store = try Store.open(at: temporary.path, options: options, holding: New.self)
        #expect(throws: StoreError.indexBuilding(collection: "items", index: "colour")) {
            try store.read { try $0.count(where: New.byColour == "3") }
        }
        #expect(try store.read { try $0.count(of: New.self) } == 900)
        store.close()
        try temporary.reopen(holding: New.self)
    }
}

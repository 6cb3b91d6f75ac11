import Dispatch
import Synchronization
import TestSupport
import Testing

@testable import EntityStore

@Suite("A changed set of indexes") struct IndexChangeTests {
    private static let count = 1_700

    /// A store of items that were kept under `shape`: item 7 is `name-7`, of one of seven colours.
    private func fill<Shape: ItemShape>(_ shape: Shape.Type, count: Int = count) throws -> TemporaryStore {
        let temporary = try TemporaryStore(holding: Item<Shape>.self)
        try temporary.store.write { transaction in
            for number in 0..<count {
                _ = try transaction.insert { Item<Shape>(id: $0, name: "name-\(number)", colour: "\(number % 7)") }
            }
        }
        return temporary
    }

    @Test("A new index is built when the store is opened, in several batches")
    func added() throws {
        let temporary = try fill(ByName.self)
        let store = try temporary.reopen(holding: Item<ByNameAndColour>.self)
        expectNothingWrong(with: store)
        try store.read { transaction throws in
            let page = try transaction.page(
                of: Item<ByNameAndColour>.self, where: Item.byColour == "3" && Item.byName == "name-10", newest: 9)
            #expect(page.items.map(\.name) == ["name-10"])
            #expect(try transaction.count(where: Item<ByNameAndColour>.byColour == "6") == 242)
        }
    }

    @Test("An index that is gone is dropped; when it comes back it is built from what there is then")
    func removed() throws {
        let temporary = try fill(ByNameAndColour.self)
        var store = try temporary.reopen(holding: Item<NoLongerByColour>.self)
        #expect(try store.statistics().collections.map(\.indexEntries) == [Self.count])
        #expect(throws: StoreError.self) {
            try store.read { try $0.count(where: Item<NoLongerByColour>.byColour == "3") }
        }
        try store.write { transaction in
            for id in try transaction.ids(of: Item<NoLongerByColour>.self, limit: 1_000) { try transaction.delete(id) }
        }
        store = try temporary.reopen(holding: Item<ByColourAgain>.self)
        expectNothingWrong(with: store)
        #expect(try store.statistics().collections.map(\.indexEntries) == [1_400])
    }

    @Test("A program that would take back the indexes of a newer one is refused the store, but for reading")
    func older() throws {
        try expectRefused(ByName.self, after: ByNameAndColour.self)
        try expectRefused(ByNameAndColour.self, after: NoLongerByColour.self)
        try expectRefused(NoLongerByColour.self, after: ByColourAgain.self)
        try expectRefused(ByName.self, after: ByInitial.self)
    }

    private func expectRefused<Old: ItemShape, New: ItemShape>(_ old: Old.Type, after new: New.Type) throws {
        let temporary = try fill(new, count: 20)
        var options = StoreOptions.quick
        let generation = try temporary.store.statistics().indexGeneration
        #expect {
            try Store.open(at: temporary.path, options: options, holding: Item<Old>.self)
        } throws: { error in
            guard case .incompatible(let sentence) = error as? StoreError else { return false }
            return sentence.contains("Upgrade")
        }
        #expect(try temporary.store.statistics().indexGeneration == generation)
        try temporary.store.write { _ = try $0.insert { Item<New>(id: $0, name: "more") } }
        temporary.store.close()
        options.isReadOnly = true
        let reader = try Store.open(at: temporary.path, options: options, holding: Item<NoLongerByColour>.self)
        #expect(try reader.read { try $0.count(of: Item<NoLongerByColour>.self) } == 21)
        reader.close()
    }

    @Test("An index of a new revision is built anew")
    func revised() throws {
        let temporary = try fill(ByName.self)
        let store = try temporary.reopen(holding: Item<ByInitial>.self)
        expectNothingWrong(with: store)
        #expect(try store.read { try $0.count(where: ByInitial.byInitial == "n") } == Self.count)
        #expect(try store.read { try $0.count(where: ByInitial.byInitial == "name-1") } == 0)
    }

    @Test("A unique index that can't be built refuses the opening, and the program from before still works")
    func unbuildable() throws {
        let temporary = try fill(ByName.self)
        try temporary.store.write { transaction in
            _ = try transaction.insert { Item<ByName>(id: $0, name: "name-0") }
        }
        #expect {
            try temporary.reopen(holding: Item<ByUniqueName>.self)
        } throws: { error in
            if case .duplicate("items", "name", _) = error as? StoreError { true } else { false }
        }
        let store = try temporary.reopen(holding: Item<ByName>.self)
        expectNothingWrong(with: store)
        #expect(try store.read { try $0.count(where: Item<ByName>.byName == "name-0") } == 2)
    }

    @Test("Programs that open the store at once build its new index together")
    func together() throws {
        let temporary = try fill(ByName.self)
        let path = temporary.path
        temporary.store.close()
        let stores = Mutex<[Store]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            if let store = try? Store.open(at: path, options: .quick, holding: Item<ByNameAndColour>.self) {
                stores.withLock { $0.append(store) }
            }
        }
        #expect(stores.withLock { $0.count } == 4)
        for store in stores.withLock({ $0 }) {
            #expect(try store.read { try $0.count(where: Item<ByNameAndColour>.byColour == "6") } == 242)
            try store.write { transaction in
                _ = try transaction.insert { Item<ByNameAndColour>(id: $0, name: "another") }
            }
            store.close()
        }
        try temporary.reopen(holding: Item<ByNameAndColour>.self)
    }

    @Test("A process with other indexes than the store's is refused its writes, but not what it still can read")
    func outdated() throws {
        let temporary = try fill(ByName.self, count: 20)
        let old = temporary.store
        let id = try #require(try old.read { try $0.ids(of: Item<ByName>.self).first })
        let new = try Store.open(at: temporary.path, options: .quick, holding: Item<ByNameAndColour>.self)

        #expect {
            try old.write { try $0.delete(id) }
        } throws: { error in
            guard case .incompatible(let sentence) = error as? StoreError else { return false }
            return sentence.contains("Restart")
        }
        #expect(try old.read { try $0.get(id)?.name } == "name-0")
        #expect(try old.read { try $0.count(where: Item<ByName>.byName == "name-0") } == 1)

        let newID = ID<Item<ByNameAndColour>>(id.record)
        #expect(try new.write { try $0.delete(newID) })
        #expect(try old.read { try $0.count(where: Item<ByName>.byName == "name-0") } == 0)
        new.close()
        try temporary.reopen(holding: Item<ByNameAndColour>.self)
    }

    @Test("A process is refused an index that another has changed or dropped")
    func unreadable() throws {
        let temporary = try fill(ByNameAndColour.self, count: 20)
        let old = temporary.store
        try Store.open(at: temporary.path, options: .quick, holding: Item<ByInitial>.self).close()
        for query in [Item<ByNameAndColour>.byName == "name-3", Item<ByNameAndColour>.byColour == "3"] {
            #expect {
                try old.read { try $0.page(where: query, limit: 5) }
            } throws: { error in
                if case .incompatible = error as? StoreError { true } else { false }
            }
        }
        #expect(try old.read { try $0.count(of: Item<ByNameAndColour>.self) } == 20)
        try temporary.reopen(holding: Item<ByInitial>.self)
    }
}

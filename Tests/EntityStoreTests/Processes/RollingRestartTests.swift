import EntityStore
import Foundation
import TestSupport
import Testing

@Suite("A rolling restart to a program with another index") struct RollingRestartTests {
    private static let filled = 3_000
    /// How many items each new worker writes.
    private static let written = 300
    /// How many an old one writes at most: it is told to end long before.
    private static let most = 50_000
    // What a worker exits with.
    private static let isDone: Int32 = 0
    private static let isOutdated: Int32 = 75
    private static let isRefused: Int32 = 76
    private static let isBroken: Int32 = 1

    @Test("No acknowledged write is lost, no index is wrong, and the old are told that they are", arguments: 0..<4)
    func underLoad(round: Int) async {
        await #expect(processExitsWith: .success) { [round = round as Int] in
            let temporary = try TemporaryStore(holding: Item<ByName>.self)
            let path = temporary.path
            try temporary.store.write { transaction in
                for number in 0..<Self.filled {
                    _ = try transaction.insert {
                        Item<ByName>(id: $0, name: "first-\(number)", colour: "\(number % 7)")
                    }
                }
            }
            temporary.store.close()

            let old = (0..<3).map { worker in
                Forking.child { Self.work(ByName.self, worker, in: path, until: Self.most) }
            }
            while !(0..<3).allSatisfy({ Self.acknowledged(by: $0, in: path) >= 5 + 10 * round }) { sched_yield() }
            let new = (3..<5).map { worker in
                Forking.child { Self.work(ByNameAndColour.self, worker, in: path, until: Self.written) }
            }
            if round % 2 == 1 { kill(old[0], SIGKILL) }
            // Whoever supervises the old ones starts them again.
            #expect(old.dropFirst().map(Forking.status) == [Self.isOutdated, Self.isOutdated])
            #expect([Self.isOutdated, -1].contains(Forking.status(of: old[0])))
            let late = Forking.child { Self.work(ByName.self, 5, in: path, until: 1) }
            #expect(Forking.status(of: late) == Self.isRefused)
            #expect(new.map(Forking.status) == [Self.isDone, Self.isDone])

            let store = try temporary.reopen(holding: Item<ByNameAndColour>.self)
            expectNothingWrong(with: store)
            for worker in 0..<5 {
                for number in 0..<Self.acknowledged(by: worker, in: path) {
                    let name = Item<ByNameAndColour>.byName == "\(worker)-\(number)"
                    let both = name && Item<ByNameAndColour>.byColour == "\(number % 7)"
                    let found = try store.read { try $0.page(where: both, limit: 2) }
                    #expect(found.items.count == 1, "\(worker)-\(number)")
                }
            }
        }
    }

    /// Writes items one after the other, and notes each that was acknowledged.
    private static func work<Shape: ItemShape>(
        _ shape: Shape.Type, _ worker: Int, in path: String, until count: Int
    ) -> Int32 {
        let notes = open("\(path)-\(worker)", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        let store: Store
        do {
            store = try Store.open(at: path, options: .quick, holding: Item<Shape>.self)
        } catch {
            if case .incompatible = error { return isRefused }
            return isBroken
        }
        do {
            for number in 0..<count {
                try store.write { transaction in
                    _ = try transaction.insert {
                        Item<Shape>(id: $0, name: "\(worker)-\(number)", colour: "\(number % 7)")
                    }
                }
                guard write(notes, "x", 1) == 1 else { return isBroken }
            }
            store.close()
            return isDone
        } catch {
            if case .incompatible = error as? StoreError { return isOutdated }
            return isBroken
        }
    }

    private static func acknowledged(by worker: Int, in path: String) -> Int {
        var status = stat()
        return stat("\(path)-\(worker)", &status) == 0 ? Int(status.st_size) : 0
    }
}

import Dispatch
import EntityStore
import StrictJSON
import Synchronization
import TestSupport
import Testing

@testable import Cadastre

@Suite("Changes that queue") struct WriteTests {
    private let register: TemporaryRegister
    private let ada: Caller
    private let home: Stored<Property>

    init() throws {
        register = try TemporaryRegister()
        ada = try register.user("ada")
        home = try register.house(of: ada)
    }

    private func rename(_ name: String, ifMatch: Precondition = .none, as caller: Caller? = nil) -> Write<
        Stored<Property>
    > {
        let patch = MergePatch(["name": .string(name)])
        return register.registry.patchProperty(home.id, with: patch, ifMatch: ifMatch, as: caller ?? ada)
    }

    /// Submits a change, and sleeps until its completion has been called.
    private func submitted<Result>(_ write: Write<Result>) -> Swift.Result<Result, RegistryError> {
        let outcome = Mutex<Swift.Result<Result, RegistryError>?>(nil)
        let isDone = DispatchSemaphore(value: 0)
        write.submit { result in
            outcome.withLock { $0 = result }
            isDone.signal()
        }
        isDone.wait()
        return outcome.withLock { $0 } ?? .failure(.internal("no outcome"))
    }

    @Test("Nothing happens before a change is queued")
    func lazy() throws {
        _ = rename("Maison")
        #expect(try register.registry.property(home.id, as: ada).json == home.json)
    }

    @Test("A change that is submitted is there when its completion is called")
    func submits() throws {
        let stored = try submitted(rename("Maison")).get()
        #expect(try register.registry.property(home.id, as: .anonymous).json == stored.json)
        #expect(try stored.decoded().name == "Maison")
    }

    @Test("A refusal is the same whichever way a change is queued")
    func refusals() throws {
        let bob = try register.user("bob")
        for caller in [Caller.anonymous, bob] {
            let committed = #expect(throws: RegistryError.self) { try rename("Mine", as: caller).commit() }
            let queued = #expect(throws: RegistryError.self) { try submitted(rename("Mine", as: caller)).get() }
            #expect(committed == queued)
        }
        #expect(try register.registry.property(home.id, as: ada).json == home.json)
    }

    @Test("Of many who change the same revision at once, exactly one does")
    func lostUpdates() throws {
        let outcomes = Mutex<[Swift.Result<Stored<Property>, RegistryError>]>([])
        DispatchQueue.concurrentPerform(iterations: 16) { number in
            let write = rename("Name \(number)", ifMatch: .revision(home.revision))
            let outcome = Swift.Result { () throws(RegistryError) in try write.commit() }
            outcomes.withLock { $0.append(outcome) }
        }
        let all = outcomes.withLock { $0 }
        let winners = all.compactMap { try? $0.get() }
        #expect(winners.count == 1)
        #expect(all.count { $0.failure == .stale } == 15)
        #expect(try register.registry.property(home.id, as: ada).json == winners.first?.json)
    }

    @Test("Of a batch, the change that is refused leaves nothing and takes nothing with it")
    func batches() throws {
        let bob = try register.user("bob")
        let others = try (0..<32).map { try register.house(of: ada, named: "\($0)") }
        let outcomes = Mutex<[Int: Swift.Result<Stored<Property>, RegistryError>]>([:])
        let isDone = DispatchSemaphore(value: 0)
        for (number, other) in others.enumerated() {
            let caller = number.isMultiple(of: 3) ? bob : ada
            let write = register.registry.patchProperty(other.id, with: MergePatch(["name": "New"]), as: caller)
            write.submit { outcome in
                outcomes.withLock { $0[number] = outcome }
                isDone.signal()
            }
        }
        for _ in others { isDone.wait() }
        for (number, other) in others.enumerated() {
            let name = try register.registry.property(other.id, as: ada).decoded().name
            let outcome = outcomes.withLock { $0[number] }
            #expect(name == (number.isMultiple(of: 3) ? "\(number)" : "New"))
            #expect(outcome?.failure?.kind == (number.isMultiple(of: 3) ? .forbidden : nil))
        }
    }

    @Test("A closed register refuses everything as misuse")
    func closed() throws {
        let other = try TemporaryRegister()
        let registry = try other.reopened()
        registry.close()
        #expect(#expect(throws: RegistryError.self) { try registry.types(as: .anonymous) }?.kind == .misuse)
        let write = registry.deleteType("house", as: .operator)
        #expect(#expect(throws: RegistryError.self) { try write.commit() }?.kind == .misuse)
        #expect(#expect(throws: RegistryError.self) { try submitted(write).get() }?.kind == .misuse)
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}

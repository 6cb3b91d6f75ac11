import Dispatch
import Glibc
import TestSupport
import Testing

@testable import EntityStore

@Suite("A store after a fork") struct ForkTests {
    @Test("A child is refused everything, closes nothing, and may open the store for itself")
    func child() async {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryStore(holding: Note.self)
            let store = temporary.store
            let path = temporary.path
            let id = try store.write { try $0.insert { Note(id: $0, slug: "parent") }.id }
            let refusals: [@Sendable () throws -> Void] = [
                { _ = try store.read { try $0.get(id) } },
                { _ = try store.write { try $0.delete(id) } },
                { _ = try store.verify() },
                { try store.backup(to: path + "-copy") },
                { _ = try store.statistics() },
                {
                    var failure: (any Error)?
                    withUnsafeMutablePointer(to: &failure) { failure in
                        nonisolated(unsafe) let failure = failure
                        store.submit({ try $0.delete(id) }) { outcome in
                            if case .failure(let error) = outcome { failure.pointee = error }
                        }
                    }
                    if let failure { throw failure }
                },
            ]
            for (number, refused) in refusals.enumerated() {
                let child = Forking.child { Self.isMisuse(refused) ? 0 : 1 }
                #expect(Forking.status(of: child) == 0, "\(number)")
            }

            let opener = Forking.child {
                store.close()
                guard let own = try? Store.open(at: path, options: .quick, holding: Note.self),
                    (try? own.write({ try $0.insert { Note(id: $0, slug: "child") } })) != nil
                else { return 1 }
                own.close()
                return 0
            }
            #expect(Forking.status(of: opener) == 0)
            #expect(try store.read { try $0.first(where: Note.bySlug == "child") } != nil)
            try store.write { try $0.delete(id) }
        }
    }

    @Test("A child that was made while another thread queued a write is refused too, and does not wait for that thread")
    func lockedQueue() async {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryStore(holding: Note.self)
            let store = temporary.store
            let (isHeld, isOver) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            nonisolated(unsafe) let begun = try store.begin { _ in }
            let holder = BackgroundThread {
                store.queue.monitor.withLock { _ in
                    isHeld.signal()
                    isOver.wait()
                }
            }
            isHeld.wait()
            let queuings: [@Sendable () throws -> Void] = [
                { try store.queue.submit(TypedWrite(body: { _ in }, completion: { _ in })) },
                { try store.queue.write(TypedWrite(body: { _ in })) },
                { try begun.outcome() },
            ]
            for (number, queue) in queuings.enumerated() {
                let child = Forking.child {
                    // One that waits would do so for ever.
                    alarm(20)
                    return Self.isMisuse(queue) ? 0 : 1
                }
                #expect(Forking.status(of: child) == 0, "\(number)")
            }
            isOver.signal()
            holder.join()
        }
    }

    private static func isMisuse(_ body: () throws -> Void) -> Bool {
        do {
            try body()
            return false
        } catch StoreError.misuse {
            return true
        } catch {
            return false
        }
    }
}

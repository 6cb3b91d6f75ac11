import CCadastre
import Glibc
import Synchronization
import TestSupport
import Testing

@Suite("Handles") struct HandleTests {
    @Test("What has been freed or closed is refused, and stays so when its place is used again")
    func closed() throws {
        let register = try CRegister()
        let buffer = Buffer()
        var freed: [OpaquePointer?] = []
        for _ in 0..<100 {
            var session: OpaquePointer?
            #expect(cadastre_session_anonymous(register.store, &session, nil) == CADASTRE_OK)
            #expect(!freed.contains(session))
            #expect(cadastre_session_ready(session, nil) == CADASTRE_OK)
            #expect(cadastre_session_free(session) == CADASTRE_OK)
            freed.append(session)
        }
        for session in freed {
            #expect(Outcome { cadastre_type_list(session, buffer.pointer, $0) }.status == CADASTRE_MISUSE)
            #expect(cadastre_session_free(session) == CADASTRE_MISUSE)
        }
    }

    @Test("A handle of another kind is refused")
    func kinds() throws {
        let register = try CRegister()
        let buffer = Buffer()
        var export: OpaquePointer?
        #expect(cadastre_me_export(register.ada, &export, nil) == CADASTRE_OK)
        for handle in [register.store, export] {
            #expect(Outcome { cadastre_type_list(handle, buffer.pointer, $0) }.status == CADASTRE_MISUSE)
            #expect(cadastre_session_free(handle) == CADASTRE_MISUSE)
        }
        for handle in [register.ada, export] {
            #expect(Outcome { cadastre_store_token_key(handle, buffer.pointer, $0) }.status == CADASTRE_MISUSE)
            #expect(cadastre_store_close(handle) == CADASTRE_MISUSE)
        }
        for handle in [register.ada, register.store] {
            #expect(Outcome { cadastre_export_next(handle, buffer.pointer, $0) }.status == CADASTRE_MISUSE)
            #expect(cadastre_export_free(handle) == CADASTRE_MISUSE)
        }
        #expect(cadastre_export_free(export) == CADASTRE_OK)
        #expect(Outcome { cadastre_type_list(register.ada, buffer.pointer, $0) }.status == CADASTRE_OK)
    }

    // In a process of its own: in this one, the bits may be the handles of tests that run beside it.
    @Test("Bits that are no handle harm nothing")
    func anyBits() async {
        await #expect(processExitsWith: .success) {
            let register = try CRegister()
            let buffer = Buffer()
            var generator = SeededGenerator(seed: 6)
            let real = UInt(bitPattern: register.ada)
            // Bits at random, and a handle with one or two of its bits changed.
            let random = (0..<1_000).map { _ in UInt(generator.next()) }
            let near = (0..<64).flatMap { first in (0..<64).map { real ^ (1 << first) ^ ($0 == first ? 0 : 1 << $0) } }
            let known = [register.store, register.ada, register.anyone, register.operator].map { UInt(bitPattern: $0) }
            for bits in random + near where !known.contains(bits) && bits != 0 {
                let handle = OpaquePointer(bitPattern: bits)
                #expect(cadastre_type_list(handle, buffer.pointer, nil) == CADASTRE_MISUSE, "\(bits)")
                #expect(cadastre_session_free(handle) == CADASTRE_MISUSE, "\(bits)")
                #expect(cadastre_store_close(handle) == CADASTRE_MISUSE, "\(bits)")
                #expect(cadastre_export_free(handle) == CADASTRE_MISUSE, "\(bits)")
            }
            #expect(cadastre_type_list(register.ada, buffer.pointer, nil) == CADASTRE_OK)
        }
    }

    @Test("Closing a store ends its sessions and exports, which are still to be freed; others go on")
    func ends() throws {
        let (register, other) = (try CRegister(), try CRegister())
        let buffer = Buffer()
        var export: OpaquePointer?
        #expect(cadastre_me_export(register.ada, &export, nil) == CADASTRE_OK)
        #expect(cadastre_store_close(register.store) == CADASTRE_OK)
        #expect(cadastre_store_close(register.store) == CADASTRE_MISUSE)
        #expect(cadastre_store_verify(register.store, nil, nil) == CADASTRE_MISUSE)
        #expect(cadastre_export_next(export, buffer.pointer, nil) == CADASTRE_MISUSE)
        for session in [register.ada, register.anyone, register.operator] {
            #expect(cadastre_session_ready(session, nil) == CADASTRE_MISUSE)
        }
        #expect(cadastre_session_free(register.ada) == CADASTRE_OK)
        #expect(cadastre_session_free(register.ada) == CADASTRE_MISUSE)
        #expect(cadastre_export_free(export) == CADASTRE_OK)
        #expect(cadastre_export_free(export) == CADASTRE_MISUSE)
        #expect(cadastre_session_ready(other.ada, nil) == CADASTRE_OK)
    }

    @Test("Two handles to one store are closed one by one")
    func twice() throws {
        let register = try CRegister()
        var options = cadastre_store_options()
        options.size = MemoryLayout<cadastre_store_options>.size
        var second: OpaquePointer?
        let refused = Outcome { cadastre_store_open(register.path, &options, &second, $0) }
        #expect(refused.status == CADASTRE_MISUSE)
        #expect(second == nil)
        #expect(CRegister.open(register.path, &second) == CADASTRE_OK)
        #expect(cadastre_store_close(register.store) == CADASTRE_OK)
        #expect(cadastre_store_verify(second, nil, nil) == CADASTRE_OK)
        #expect(cadastre_store_close(second) == CADASTRE_OK)
    }

    @Test("Of many threads that free or close one handle, one succeeds, while others use it")
    func races() throws {
        let register = try CRegister()
        for _ in 0..<200 {
            var (opened, begun): (OpaquePointer?, OpaquePointer?)
            #expect(CRegister.open(register.path, &opened) == CADASTRE_OK)
            #expect(cadastre_session_anonymous(opened, &begun, nil) == CADASTRE_OK)
            nonisolated(unsafe) let (store, session) = (opened, begun)
            let freed = Atomic(0)
            let closed = Atomic(0)
            let answers = Atomic(0)
            withThreads(6) { number in
                let buffer = Buffer()
                for _ in 0..<20 {
                    let status = cadastre_type_list(session, buffer.pointer, nil)
                    if status == CADASTRE_OK { answers.add(1, ordering: .relaxed) }
                    if status != CADASTRE_OK, status != CADASTRE_MISUSE { Issue.record("\(status.name)") }
                }
                if number < 3, cadastre_session_free(session) == CADASTRE_OK { freed.add(1, ordering: .relaxed) }
                if number >= 3, cadastre_store_close(store) == CADASTRE_OK { closed.add(1, ordering: .relaxed) }
            }
            #expect(freed.load(ordering: .relaxed) == 1)
            #expect(closed.load(ordering: .relaxed) == 1)
            #expect(answers.load(ordering: .relaxed) > 0)
        }
    }

    @Test("A place is used by one handle at a time, however many threads make and free them")
    func churn() throws {
        let register = try CRegister()
        nonisolated(unsafe) let store = register.store
        withThreads(4) { _ in
            for _ in 0..<5_000 {
                var session: OpaquePointer?
                guard cadastre_session_anonymous(store, &session, nil) == CADASTRE_OK,
                    cadastre_session_ready(session, nil) == CADASTRE_OK,
                    cadastre_session_free(session) == CADASTRE_OK, cadastre_session_free(session) == CADASTRE_MISUSE
                else {
                    Issue.record("a session is not its maker's alone")
                    return
                }
            }
        }
    }

    private func withThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let threads = (0..<count).map { number in BackgroundThread { body(number) } }
        threads.forEach { $0.join() }
    }
}

import CCadastre
import Glibc
import Synchronization
import TestSupport
import Testing

@Suite("The C interface after a fork") struct ForkTests {
    @Test("A child is refused what its parent opened, may free it, and opens the register for itself")
    func child() async {
        await #expect(processExitsWith: .success) {
            let register = try CRegister()
            let house = try register.createHouse()
            var export: OpaquePointer?
            #expect(cadastre_me_export(register.ada, &export, nil) == CADASTRE_OK)
            let child = Forking.child {
                let buffer = Buffer()
                var error: UnsafeMutablePointer<cadastre_error>?
                guard cadastre_property_get(register.anyone, house.id, buffer.pointer, &error) == CADASTRE_MISUSE,
                    let error, String(cString: error.pointee.message).contains("fork"),
                    cadastre_export_next(export, buffer.pointer, nil) == CADASTRE_MISUSE,
                    cadastre_store_verify(register.store, nil, nil) == CADASTRE_MISUSE
                else { return 1 }
                guard cadastre_session_free(register.anyone) == CADASTRE_OK,
                    cadastre_export_free(export) == CADASTRE_OK, cadastre_store_close(register.store) == CADASTRE_OK
                else { return 2 }
                return Self.change(register.path) ? 0 : 3
            }
            #expect(Forking.status(of: child) == 0)
            let buffer = Buffer()
            #expect(cadastre_property_get(register.anyone, house.id, buffer.pointer, nil) == CADASTRE_OK)
            #expect(cadastre_city_list(register.anyone, #"{"prefix":"Child"}"#, buffer.pointer, nil) == CADASTRE_OK)
            #expect(buffer.text.contains("Child"))
        }
    }

    @Test("It does not matter what other threads did at the moment of the fork")
    func busy() async {
        await #expect(processExitsWith: .success) {
            let register = try CRegister()
            let house = try register.createHouse()
            let isOver = Atomic(false)
            nonisolated(unsafe) let (ada, anyone, store) = (register.ada, register.anyone, register.store)
            let path = register.path
            let work: [@Sendable (Buffer) -> Void] = [
                { _ = cadastre_property_get(anyone, house.id, $0.pointer, nil) },
                { _ = cadastre_property_list(anyone, nil, $0.pointer, nil) },
                { _ = cadastre_property_patch(ada, house.id, #"{"name":"x"}"#, 12, nil, $0.pointer, nil) },
                { _ = cadastre_property_get(nil, nil, $0.pointer, nil) },
                { _ in
                    var session: OpaquePointer?
                    _ = cadastre_session_login(store, "ada@example.org", "wrong", nil, &session, nil)
                    _ = cadastre_session_anonymous(store, &session, nil)
                    _ = cadastre_session_free(session)
                },
            ]
            let threads = work.map { work in
                BackgroundThread {
                    let buffer = Buffer()
                    while !isOver.load(ordering: .relaxed) { work(buffer) }
                }
            }
            for _ in 0..<100 {
                let child = Forking.child {
                    // A child that waits for a lock for ever is killed.
                    alarm(30)
                    _ = cadastre_session_free(anyone)
                    _ = cadastre_store_close(store)
                    return Self.change(path) ? 0 : 1
                }
                #expect(Forking.status(of: child) == 0)
            }
            isOver.store(true, ordering: .relaxed)
            threads.forEach { $0.join() }
            #expect(cadastre_store_verify(store, nil, nil) == CADASTRE_OK)
        }
    }

    /// Opens a register, makes a property in it as an import does, and closes it.
    private static func change(_ path: String) -> Bool {
        var store: OpaquePointer?
        guard CRegister.open(path, &store) == CADASTRE_OK else { return false }
        var imported = cadastre_import_options()
        imported.size = MemoryLayout<cadastre_import_options>.size
        return "child".withCString { source in
            imported.source = source
            var isRead = false
            let status = withUnsafeMutablePointer(to: &isRead) { isRead in
                cadastre_store_import(
                    store, &imported,
                    { isRead, bytes, capacity in
                        let isRead = isRead?.assumingMemoryBound(to: Bool.self)
                        if isRead?.pointee ?? true { return 0 }
                        isRead?.pointee = true
                        let line = #"{"id":"1","owner":"o","name":"Home","city":"Child","type":"house"}"#
                        let target = UnsafeMutableRawBufferPointer(start: bytes, count: capacity)
                        target.copyBytes(from: line.utf8)
                        return Int64(line.utf8.count)
                    }, nil, isRead, nil, nil)
            }
            return status == CADASTRE_OK && cadastre_store_close(store) == CADASTRE_OK
        }
    }
}

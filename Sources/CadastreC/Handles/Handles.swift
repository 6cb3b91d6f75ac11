import Cadastre

/// The handles of this process, as calls use them.
enum Handles {
    /// Makes a handle.
    ///
    /// - Throws: `.misuse` where too many are open.
    static func make(_ content: some HandleContent) throws -> OpaquePointer? {
        guard let handle = HandleTable.current.pointee.insert(content) else {
            throw RegistryError.misuse("\(Handle.mostSlots) handles are open. Free those that nobody uses.")
        }
        return handle.pointer
    }

    /// Lends what a handle stands for, which stays until `body` returns.
    ///
    /// - Throws: `.misuse` for what is no handle of this kind, or no longer.
    static func with<Content: HandleContent, Result>(
        _ pointer: OpaquePointer?, _ body: (Content) throws -> Result
    ) throws -> Result {
        guard let handle = Handle(pointer) else { throw RegistryError.misuse("The \(Content.name) is NULL.") }
        guard let result = try HandleTable.current.pointee.with(handle, body) else {
            throw flaw(of: handle, Content.self)
        }
        return result
    }

    /// Frees a handle. One that was inherited by `fork` is its parent's: there is nothing to be done about it.
    ///
    /// - Throws: `.misuse` for what is no handle of this kind, or no longer.
    static func free<Content: HandleContent>(_ pointer: OpaquePointer?, _ type: Content.Type) throws {
        guard let handle = Handle(pointer), !isInherited(handle, Content.self) else { return }
        guard HandleTable.current.pointee.free(handle, Content.kind) else { throw flaw(of: handle, type) }
    }

    /// Closes a store, after waiting for all calls that have it, or something of it, in hand.
    ///
    /// - Throws: `.misuse` for what is no store, or no longer.
    static func close(_ pointer: OpaquePointer?) throws {
        guard let handle = Handle(pointer), !isInherited(handle, OpenStore.self) else { return }
        let table = HandleTable.current
        guard let store = table.pointee.end(handle, OpenStore.self) else { throw flaw(of: handle, OpenStore.self) }
        table.pointee.endAll(Session.self) { $0.store === store }
        table.pointee.endAll(RunningExport.self) { $0.store === store }
        store.registry.close()
        _ = table.pointee.free(handle, .store)
    }

    /// Whether a parent of this process has made a handle.
    private static func isInherited<Content: HandleContent>(_ handle: Handle, _ type: Content.Type) -> Bool {
        (1..<HandleTable.current.pointee.epoch).contains(handle.epoch) && handle.kind == Content.kind.rawValue
    }

    private static func flaw<Content: HandleContent>(of handle: Handle, _ type: Content.Type) -> RegistryError {
        isInherited(handle, type)
            ? .misuse("The \(Content.name) is not of this process. After fork(), open the store anew.")
            : .misuse("The \(Content.name) is closed, or was none.")
    }
}

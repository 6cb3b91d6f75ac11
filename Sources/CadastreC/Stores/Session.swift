import Cadastre

/// Somebody who uses a register.
final class Session: Sendable {
    let store: OpenStore
    let caller: Caller

    init(of caller: Caller, in store: OpenStore) {
        self.store = store
        self.caller = caller
    }

    var registry: Registry { store.registry }
}

extension Session: HandleContent {
    static var kind: Handle.Kind { .session }
    static var name: String { "session" }
}

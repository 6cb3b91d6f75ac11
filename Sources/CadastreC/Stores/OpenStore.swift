import Cadastre
import CCadastre

/// A register that somebody has opened through this door.
final class OpenStore: Sendable {
    let registry: Registry
    let log: LogCallback

    init(_ registry: Registry, log: LogCallback) {
        self.registry = registry
        self.log = log
    }
}

extension OpenStore: HandleContent {
    static var kind: Handle.Kind { .store }
    static var name: String { "store" }
    var store: OpenStore { self }
}

import Cadastre

@testable import CadastreC

extension Registry {
    /// A handle to this register, as the C interface gives one: for what needs a clock of the test's.
    func handle() throws -> OpaquePointer? {
        try Handles.make(OpenStore(self, log: LogCallback(function: nil, context: nil)))
    }
}

extension CRegister {
    /// The register that is open in C, for what is compared with it.
    func registry() throws -> Registry {
        try Handles.with(store) { (store: OpenStore) in store.registry }
    }
}

import CForkGate
import Cadastre
import Glibc

/// Whether this thread is inside a callback of the program's, where it must not close what it is called from.
enum Callbacks {
    /// Runs what calls back.
    static func during<Result>(_ body: () throws -> Result) rethrows -> Result {
        let before = pthread_getspecific(key)
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: 1))
        defer { pthread_setspecific(key, before) }
        return try body()
    }

    /// Calls the program back. Until it returns this thread keeps no `fork` waiting.
    static func call<Result>(_ callback: () -> Result) -> Result {
        fork_gate_step_out()
        defer { fork_gate_step_in() }
        return callback()
    }

    /// - Throws: `.misuse` inside a callback.
    static func requireNone() throws(RegistryError) {
        guard pthread_getspecific(key) == nil else {
            throw .misuse("A store can't be closed inside a callback of the library.")
        }
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()
}

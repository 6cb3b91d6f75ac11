import CForkGate
import Cadastre
import Glibc

/// Whether this thread is inside a callback of the program's, where it must not close what it is called from.
enum Callbacks {
    /// Runs what calls back.
    static func during<Result>(_ body: () throws -> Result) rethrows -> Result {
        try during(marks | inCallback, body)
    }

    /// Calls the program back with a line of the log, unless it is there already: what fails in such a callback would
    /// call it again, without an end.
    static func log(_ callback: () -> Void) {
        if marks & inLog == 0 { during(inCallback | inLog) { call(callback) } }
    }

    private static func during<Result>(_ marks: UInt, _ body: () throws -> Result) rethrows -> Result {
        let before = pthread_getspecific(key)
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: marks))
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
        guard marks == 0 else {
            throw .misuse("A store can't be closed inside a callback of the library.")
        }
    }

    private static let inCallback: UInt = 1
    private static let inLog: UInt = 2
    private static var marks: UInt { UInt(bitPattern: pthread_getspecific(key)) }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key, nil)
        return key
    }()
}

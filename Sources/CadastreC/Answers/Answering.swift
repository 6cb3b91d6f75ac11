import Cadastre
import CCadastre
import CForkGate

/// Where a call puts its description of what went wrong; NULL for nowhere.
typealias ErrorPointer = UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>?

/// Runs a call: whatever comes of it becomes a status and a description. The one place where an error of the core
/// becomes one of this door, and where a `fork` of another thread is waited for.
func answering(_ error: ErrorPointer, _ body: () throws -> Void) -> cadastre_status {
    let cancelling = fork_gate_enter()
    defer { fork_gate_leave(cancelling) }
    do {
        try body()
        error?.pointee = nil
        return CADASTRE_OK
    } catch let caught {
        let failure = Failure(caught)
        error?.pointee = failure.allocated()
        return failure.status
    }
}

/// Runs a call with a store, a session or an export, which stays open until it returns.
func answering<Content: HandleContent>(
    _ handle: OpaquePointer?, _ error: ErrorPointer, _ body: (Content) throws -> Void
) -> cadastre_status {
    answering(error) {
        try Handles.with(handle) { (content: Content) in
            do {
                try body(content)
            } catch let caught as RegistryError {
                content.store.log.report(caught)
                throw caught
            }
        }
    }
}

/// Runs a call that answers in a buffer, which must be there.
func answering<Content: HandleContent>(
    _ handle: OpaquePointer?, in buffer: UnsafeMutablePointer<cadastre_buffer>?, _ error: ErrorPointer,
    _ body: (Content, Answer) throws -> Void
) -> cadastre_status {
    answering(handle, error) { content in try body(content, try Answer(buffer)) }
}

/// Runs a call that answers in a buffer, if there is one.
func answering<Content: HandleContent>(
    _ handle: OpaquePointer?, inAny buffer: UnsafeMutablePointer<cadastre_buffer>?, _ error: ErrorPointer,
    _ body: (Content, Answer?) throws -> Void
) -> cadastre_status {
    answering(handle, error) { content in try body(content, try buffer.map { try Answer($0) }) }
}

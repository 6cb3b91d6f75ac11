import CCadastre
import Glibc
import TestSupport

/// A call of one function, in which any pointer can be left out.
struct NullCase: Sendable {
    let name: String
    /// The pointers that must not be NULL.
    let required: [String]
    /// The pointers that may be.
    let optional: [String]
    let call: @Sendable (CallScene, Given) -> cadastre_status

    /// - Parameter pointers: Their names; of those that may be NULL with a question mark.
    init(_ name: String, _ pointers: String, _ call: @escaping @Sendable (CallScene, Given) -> cadastre_status) {
        self.name = "cadastre_" + name
        let names = pointers.split(separator: " ").map(String.init)
        required = names.filter { !$0.hasSuffix("?") }
        optional = names.filter { $0.hasSuffix("?") }.map { String($0.dropLast()) }
        self.call = call
    }

    /// Gives all arguments but one.
    struct Given {
        let missing: String?

        func callAsFunction<Value>(_ name: String, _ value: Value?) -> Value? { name == missing ? nil : value }

        /// A text, which lasts as long as the program. Without its label a literal would be a `String`, made to a pointer
        /// that lasts no longer than the call of this function.
        func callAsFunction(_ name: String, text: StaticString) -> UnsafePointer<CChar>? {
            name == missing ? nil : UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
        }
    }
}

/// What the calls are made with. None of it needs to be there: what matters is which pointers are.
final class CallScene {
    let register: CRegister
    let buffer = Buffer()
    let error = UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>.allocate(capacity: 1)
    let handle = UnsafeMutablePointer<OpaquePointer?>.allocate(capacity: 1)
    let number = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    let count = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)
    let id = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CADASTRE_ID_SIZE))
    /// A path that nothing can be made at.
    let path: UnsafeMutablePointer<CChar>?

    var store: OpaquePointer? { register.store }
    var ada: OpaquePointer? { register.ada }
    var answer: UnsafeMutablePointer<cadastre_buffer> { buffer.pointer }

    init() throws {
        register = try CRegister()
        path = strdup(register.directory.path + "/no/register")
        error.initialize(to: nil)
        handle.initialize(to: nil)
        number.initialize(to: 0)
        count.initialize(to: 0)
        id.initialize(repeating: 0, count: Int(CADASTRE_ID_SIZE))
    }

    deinit {
        error.deallocate()
        handle.deallocate()
        number.deallocate()
        count.deallocate()
        id.deallocate()
        free(path)
    }
}

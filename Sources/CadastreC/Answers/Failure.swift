import Cadastre
import CCadastre
import Glibc

/// That a callback asked to stop.
struct Stopped: Error {
    let message: String
}

/// What went wrong, as a caller of this door gets it. The status costs nothing; a description is made when it is asked
/// for.
enum Failure {
    case refused(RegistryError)
    case stopped(Stopped)

    /// Takes whatever a call has thrown.
    init(_ error: any Error) {
        switch error {
        case let error as RegistryError: self = .refused(error)
        case let error as Stopped: self = .stopped(error)
        default: self = .refused(.internal("\(error)"))
        }
    }

    var status: cadastre_status {
        switch self {
        case .refused(let error): error.status
        case .stopped: CADASTRE_STOPPED
        }
    }

    var message: String {
        switch self {
        case .refused(let error): error.description
        case .stopped(let error): error.message
        }
    }

    var problem: [UInt8] {
        switch self {
        case .refused(let error): error.problem.json
        case .stopped(let error): Problem(code: "stopped", title: "Stopped", status: 500, detail: error.message).json
        }
    }

    var retryAfter: Int {
        guard case .refused(let error) = self else { return 0 }
        return error.retryAfter ?? 0
    }

    /// The description in memory of its own: one block, so that one `free` is enough. `nil` where there is no memory.
    func allocated() -> UnsafeMutablePointer<cadastre_error>? {
        let (message, problem) = (message, problem)
        let size = MemoryLayout<cadastre_error>.size
        let textCount = message.utf8.count
        guard let block = malloc(size + textCount + problem.count + 2) else { return nil }
        let text = (block + size).assumingMemoryBound(to: CChar.self)
        let json = text + textCount + 1
        UnsafeMutableRawBufferPointer(start: text, count: textCount).copyBytes(from: message.utf8)
        UnsafeMutableRawBufferPointer(start: json, count: problem.count).copyBytes(from: problem)
        text[textCount] = 0
        json[problem.count] = 0
        let error = block.bindMemory(to: cadastre_error.self, capacity: 1)
        error.initialize(
            to: cadastre_error(
                status: status, retry_after: Int32(clamping: retryAfter), message: text, problem: json,
                problem_count: problem.count))
        return error
    }
}

extension RegistryError {
    /// The status of this door.
    fileprivate var status: cadastre_status {
        switch kind {
        case .malformed: CADASTRE_MALFORMED
        case .invalid: CADASTRE_INVALID
        case .unauthenticated: CADASTRE_UNAUTHENTICATED
        case .forbidden: CADASTRE_FORBIDDEN
        case .notFound: CADASTRE_NOT_FOUND
        case .conflict: CADASTRE_CONFLICT
        case .stale: CADASTRE_STALE
        case .tooLarge: CADASTRE_TOO_LARGE
        case .throttled: CADASTRE_THROTTLED
        case .busy: CADASTRE_BUSY
        case .full: CADASTRE_FULL
        case .unavailable: CADASTRE_UNAVAILABLE
        case .incompatible: CADASTRE_INCOMPATIBLE
        case .corrupt: CADASTRE_CORRUPT
        case .internal: CADASTRE_INTERNAL
        case .misuse: CADASTRE_MISUSE
        }
    }
}

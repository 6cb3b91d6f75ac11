import Cadastre
import CCadastre
import Glibc

/// That a callback asked to stop.
struct Stopped: Error {
    let message: String
}

/// What went wrong, as a caller of this door gets it.
struct Failure {
    let status: cadastre_status
    let retryAfter: Int
    let message: String
    let problem: [UInt8]

    /// Describes whatever a call has thrown.
    init(_ error: any Error) {
        switch error {
        case let error as RegistryError: self.init(error)
        case let error as Stopped: self.init(error)
        default: self.init(RegistryError.internal("\(error)"))
        }
    }

    /// The status alone, which needs no description.
    static func status(of error: any Error) -> cadastre_status {
        switch error {
        case let error as RegistryError: error.status
        case is Stopped: CADASTRE_STOPPED
        default: CADASTRE_INTERNAL
        }
    }

    private init(_ error: Stopped) {
        status = CADASTRE_STOPPED
        retryAfter = 0
        message = error.message
        problem = Problem(code: "stopped", title: "Stopped", status: 500, detail: error.message).json
    }

    private init(_ error: RegistryError) {
        status = error.status
        switch error {
        case .throttled(let seconds), .busy(let seconds): retryAfter = seconds
        default: retryAfter = 0
        }
        message = error.description
        problem = error.problem.json
    }

    /// The description in memory of its own: one block, so that one `free` is enough. `nil` where there is no memory.
    func allocated() -> UnsafeMutablePointer<cadastre_error>? {
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

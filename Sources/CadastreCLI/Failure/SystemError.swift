import Glibc

/// What the operating system calls an error.
enum SystemError {
    /// The system's words for `code`, as the end of a sentence.
    static func description(of code: Int32) -> String {
        let words = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let start = buffer.baseAddress else { return "error \(code)" }
            return strerror_r(code, start, buffer.count) == 0 ? String(cString: start) : "error \(code)"
        }
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}

extension CommandStatus {
    /// The status that stands for a failed system call.
    init(errno code: Int32) {
        self =
            switch code {
            case ENOENT, ENOTDIR: .missing
            case EACCES, EPERM, EROFS: .permission
            case EEXIST: .exists
            case EADDRINUSE, EADDRNOTAVAIL, EAGAIN: .unavailable
            default: .inputOutput
            }
    }
}

import Glibc

/// Lines for whoever typed the command: answers on standard output, everything else on standard error.
enum Console {
    /// Writes an answer.
    static func answer(_ line: String) {
        put(line, on: STDOUT_FILENO)
    }

    /// Writes a remark that is not the answer.
    static func remark(_ line: String) {
        put(line, on: STDERR_FILENO)
    }

    private static func put(_ line: String, on descriptor: CInt) {
        var rest = Array((line + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            // Nobody is left to be told that nobody reads.
            if count < 0, errno != EINTR { return }
            rest = rest.dropFirst(max(count, 0))
        }
    }
}

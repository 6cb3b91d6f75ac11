import Glibc

/// Lines for whoever typed the command: answers on standard output, everything else on standard error.
enum Console {
    /// Writes an answer.
    ///
    /// - Throws: What keeps it from being written, as an answer that nobody gets is a failure.
    static func answer(_ line: String) throws(CommandFailure) {
        let code = put(line, on: STDOUT_FILENO)
        guard code == 0 else { throw CommandFailure("write standard output", errno: code) }
    }

    /// Writes a remark that is not the answer.
    static func remark(_ line: String) {
        // Nobody is left to be told that nobody reads.
        _ = put(line, on: STDERR_FILENO)
    }

    /// - Returns: The `errno`, or zero.
    private static func put(_ line: String, on descriptor: CInt) -> CInt {
        var rest = Array((line + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno != EINTR { return errno }
            rest = rest.dropFirst(max(count, 0))
        }
        return 0
    }
}

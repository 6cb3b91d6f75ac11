import Glibc

extension LogWriter {
    /// The writer to standard error.
    public static let standardError = LogWriter { write($0, to: STDERR_FILENO) }

    /// Writes all, unless it can't. Returns how many bytes were written.
    static func write(_ lines: [UInt8], to descriptor: Int32) -> Int {
        lines.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = Glibc.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written >= 0 {
                    rest = rest.dropFirst(written)
                } else if errno == EAGAIN {
                    // Whoever shares the descriptor has made it one that does not wait.
                    var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&wanted, 1, -1)
                } else if errno != EINTR {
                    break
                }
            }
            return bytes.count - rest.count
        }
    }
}

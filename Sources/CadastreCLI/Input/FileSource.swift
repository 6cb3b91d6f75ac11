import Glibc

/// A file, or standard input.
final class FileSource: ByteSource {
    /// What messages call the file.
    let name: String
    /// The size of a regular file, in bytes; `nil` for a pipe or a terminal.
    let size: Int?
    /// How many bytes have been read.
    private(set) var bytesRead = 0
    private let descriptor: CInt

    /// Opens the file at `path`; `-` is standard input.
    init(_ path: String) throws(CommandFailure) {
        name = path == "-" ? "standard input" : path
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CommandFailure("open \(path)", errno: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw CommandFailure("look at \(name)", errno: errno) }
        if status.st_mode & S_IFMT == S_IFDIR { throw CommandFailure("read \(name)", errno: EISDIR) }
        size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    deinit {
        if descriptor > STDIN_FILENO { close(descriptor) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CommandFailure) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 {
                bytesRead += count
                return count
            }
            if errno != EINTR { throw CommandFailure("read \(name)", errno: errno) }
        }
    }
}

import Glibc

/// A file that is written from one end to the other, or standard output; written in large pieces.
final class OutputFile {
    private static let pieceSize = 256 * 1_024

    /// What messages call the file.
    let name: String
    private let descriptor: CInt
    private var piece: [UInt8] = []

    private init(name: String, descriptor: CInt) {
        self.name = name
        self.descriptor = descriptor
    }

    /// Standard output.
    static func standardOutput() -> OutputFile {
        OutputFile(name: "standard output", descriptor: STDOUT_FILENO)
    }

    /// Makes a file that nobody else can read (0600), or empties one that is there.
    convenience init(creating path: String) throws(CommandFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CommandFailure("write \(path)", errno: errno) }
        self.init(name: path, descriptor: descriptor)
        // A file that was there keeps its mode through O_CREAT; a device has none to change.
        fchmod(descriptor, 0o600)
    }

    deinit {
        if descriptor > STDERR_FILENO { Glibc.close(descriptor) }
    }

    /// Whether somebody sees what is written.
    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Appends bytes.
    func write(_ bytes: some Sequence<UInt8>) throws(CommandFailure) {
        piece.append(contentsOf: bytes)
        if piece.count >= Self.pieceSize { try flush() }
    }

    /// Writes out what has been appended.
    func flush() throws(CommandFailure) {
        var rest = piece[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw CommandFailure("write \(name)", errno: errno)
            }
        }
        piece.removeAll(keepingCapacity: true)
    }

    /// Writes out what has been appended and sees that it is on the disk.
    func close() throws(CommandFailure) {
        try flush()
        // A pipe or a terminal has nothing to see to, and says so.
        if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS {
            throw CommandFailure("write \(name)", errno: errno)
        }
    }
}

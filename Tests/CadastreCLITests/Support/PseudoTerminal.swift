import Foundation
import Testing

/// A terminal for a command, and whoever sits at it.
final class PseudoTerminal {
    private let near: CInt
    private let far: FileHandle
    private let process = Process()

    /// Runs the command at a terminal.
    ///
    /// - Parameter output: Where standard output goes, if not to the terminal.
    init(_ arguments: [String], output: Any? = nil) throws {
        // What unlockpt and ptsname do, which Swift does not see in the C library's headers.
        near = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var (locked, number): (CInt, CUnsignedInt) = (0, 0)
        let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)  // TIOCSPTLCK, TIOCGPTN
        try #require(near >= 0 && ioctl(near, setLock, &locked) == 0 && ioctl(near, getNumber, &number) == 0)
        let descriptor = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        try #require(descriptor >= 0)
        far = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        process.executableURL = CommandRun.executable
        process.arguments = arguments
        process.environment = ["TERM": "xterm", "CADASTRE_DURABILITY": "relaxed"]
            .merging(CommandRun.sanitizerOptions) { own, _ in own }
        process.standardInput = far
        process.standardOutput = output ?? far
        process.standardError = far
        try process.run()
        try far.close()
    }

    deinit {
        close(near)
    }

    /// Types.
    func type(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { write(near, $0.baseAddress, $0.count) }
    }

    /// Reads what is shown until it ends in `text`.
    func read(until text: String) -> String {
        var shown: [UInt8] = []
        var byte: UInt8 = 0
        while Foundation.read(near, &byte, 1) == 1 {
            shown.append(byte)
            if shown.suffix(text.utf8.count).elementsEqual(text.utf8) { break }
        }
        return String(decoding: shown, as: UTF8.self)
    }

    /// Reads what is shown until the command ends.
    ///
    /// - Returns: That, and the status.
    func readToEnd() -> (shown: String, status: Int32) {
        var shown: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        // The end of a terminal's other side is an error, EIO.
        while case let count = Foundation.read(near, &chunk, chunk.count), count > 0 {
            shown += chunk.prefix(count)
        }
        process.waitUntilExit()
        return (String(decoding: shown, as: UTF8.self), process.terminationStatus)
    }
}

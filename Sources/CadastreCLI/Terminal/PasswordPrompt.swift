import Glibc

/// Asks for a password on the terminal without showing it.
enum PasswordPrompt {
    /// Asks twice, as nobody sees what they type.
    ///
    /// - Throws: `.usage` where nobody can be asked or both differ.
    static func askForNew() throws(CommandFailure) -> String {
        guard Terminal.canAsk else {
            throw CommandFailure(.usage, "There is no terminal to ask for a password on: use --password-stdin.")
        }
        let password = try ask("Password: ")
        guard try ask("The same again: ").utf8.elementsEqual(password.utf8) else {
            throw CommandFailure(.usage, "The two passwords differ.")
        }
        return password
    }

    private static func ask(_ prompt: String) throws(CommandFailure) -> String {
        var usual = termios()
        guard tcgetattr(STDIN_FILENO, &usual) == 0 else { throw CommandFailure("use the terminal", errno: errno) }
        var hidden = usual
        // Byte by byte and without signals: an interrupt arrives as a byte, and so never leaves the echo off.
        hidden.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0 else {
            throw CommandFailure("use the terminal", errno: errno)
        }
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &usual)
            Console.remark("")
        }
        _ = Array(prompt.utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
        return try readLine()
    }

    private static func readLine() throws(CommandFailure) -> String {
        var line = PasswordLine()
        while true {
            var byte: UInt8 = 0
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            switch count == 1 ? line.take(byte) : .cancelled {
            case .unfinished: continue
            case .finished(let text): return text
            case .cancelled: throw CommandFailure(.usage, "Cancelled.")
            case .notText: throw CommandFailure(.usage, "The password is not UTF-8.")
            }
        }
    }
}

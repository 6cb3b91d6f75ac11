/// Where a command gets a password from: never the command line, which others can see.
enum PasswordInput {
    /// The longest password that is read; the register's own bound is lower.
    private static let longest = 64 * 1_024

    /// A password from standard input if that is asked for, from the terminal otherwise.
    static func read(fromStandardInput: Bool) throws(CommandFailure) -> String {
        guard fromStandardInput else { return try PasswordPrompt.askForNew() }
        return try read(from: FileSource("-"))
    }

    /// The whole of `source` less one line feed, or carriage return and line feed, at its end.
    static func read(from source: any ByteSource) throws(CommandFailure) -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while case let count = try source.read(into: &chunk), count > 0 {
            bytes.append(contentsOf: chunk.prefix(count))
            guard bytes.count <= longest else { throw CommandFailure(.refused, "The password is too long.") }
        }
        if bytes.last == 0x0A {
            bytes.removeLast()
            if bytes.last == 0x0D { bytes.removeLast() }
        }
        guard let password = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure(.refused, "The password is not UTF-8.")
        }
        return password
    }
}

import Testing

@testable import CadastreCLI

@Suite("A password as it is given") struct PasswordInputTests {
    static let inputs: [(input: String, password: String)] = [
        ("secret words", "secret words"),
        ("secret words\n", "secret words"),
        ("secret words\r\n", "secret words"),
        ("secret words\n\n", "secret words\n"),
        (" secret words \n", " secret words "),
        ("secret\r", "secret\r"),
        ("", ""),
        ("\n", ""),
    ]

    @Test("Standard input gives it whole, less one line break at its end", arguments: inputs)
    func standardInput(_ given: (input: String, password: String)) throws {
        for size in [1, 100] {
            let password = try PasswordInput.read(from: ChunkedSource(given.input, atMost: size))
            #expect(password.utf8.elementsEqual(given.password.utf8))
        }
    }

    @Test("Bytes that are no text, and far too many, are refused")
    func refused() throws {
        #expect(throws: CommandFailure.self) { try PasswordInput.read(from: ChunkedSource([0xFF, 0x0A], atMost: 9)) }
        let long = [UInt8](repeating: 0x61, count: 100_000)
        #expect(throws: CommandFailure.self) { try PasswordInput.read(from: ChunkedSource(long, atMost: 1 << 16)) }
    }

    static let keys: [(keys: String, outcome: PasswordLine.Outcome)] = [
        ("abc\n", .finished("abc")),
        ("abc\r", .finished("abc")),
        ("abé\u{7F}c\n", .finished("abc")),
        ("a\u{7F}\u{7F}b\n", .finished("b")),
        ("wrong\u{15}right\n", .finished("right")),
        ("abc\u{3}", .cancelled),
        ("\u{4}", .cancelled),
    ]

    @Test("Keys edit the line", arguments: keys)
    func editing(_ typed: (keys: String, outcome: PasswordLine.Outcome)) {
        var line = PasswordLine()
        let outcomes = typed.keys.utf8.map { line.take($0) }
        #expect(outcomes.last == typed.outcome)
        #expect(outcomes.dropLast().allSatisfy { $0 == .unfinished })
    }
}

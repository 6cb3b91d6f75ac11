import TestSupport
import Testing

@testable import CadastreCLI

@Suite("A file to import") struct ImportFileTests {
    private let directory: TemporaryDirectory

    init() {
        directory = TemporaryDirectory()
    }

    static let contents: [(text: String, format: ImportFile.Format, content: String)] = [
        ("name,city\nA,B\n", .csv, "name,city\nA,B\n"),
        ("\u{FEFF}name,city\n", .csv, "name,city\n"),
        (" \r\n\t{\"a\":1}\n", .ndjson, " \r\n\t{\"a\":1}\n"),
        ("\u{FEFF}{}", .ndjson, "{}"),
        ("[1]", .csv, "[1]"),
        ("x", .csv, "x"),
    ]

    @Test("The format is told by the content, zipped or not", arguments: contents)
    func format(_ file: (text: String, format: ImportFile.Format, content: String)) throws {
        let plain = Array(file.text.utf8)
        for bytes in [plain, try gzip(plain, in: directory)] {
            let opened = try ImportFile(directory.file("file", bytes))
            #expect(opened.format == file.format)
            #expect(try String(decoding: opened.content.readAll(), as: UTF8.self) == file.content)
            #expect(opened.file.size == bytes.count)
            #expect(opened.file.bytesRead == bytes.count)
        }
    }

    static let refused: [(bytes: [UInt8], words: String)] = [
        ([], "empty"),
        (Array(" \n ".utf8), "empty"),
        ([0xFF, 0xFE, 0x61, 0x00], "UTF-8"),
        ([0x50, 0x4B, 0x03, 0x04, 0x00], "UTF-8"),
    ]

    @Test("What is neither CSV nor NDJSON is refused", arguments: refused)
    func refusal(_ file: (bytes: [UInt8], words: String)) throws {
        let path = try directory.file("file", file.bytes)
        let failure = #expect(throws: CommandFailure.self) { try ImportFile(path) }
        #expect(failure?.status == .refused)
        #expect(failure?.sentence.contains(file.words) == true)
    }

    @Test("A missing file and a directory are told apart from each other")
    func unreadable() throws {
        let missing = try directory.file("missing")
        #expect(throws: CommandFailure(.missing, "Can't open \(missing): no such file or directory.")) {
            try ImportFile(missing)
        }
        #expect(throws: CommandFailure(.inputOutput, "Can't read \(directory.path): is a directory.")) {
            try ImportFile(directory.path)
        }
    }
}

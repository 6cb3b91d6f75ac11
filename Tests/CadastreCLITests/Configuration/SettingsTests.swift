import TestSupport
import Testing

@testable import CadastreCLI

@Suite("Settings") struct SettingsTests {
    private let directory: TemporaryDirectory

    init() {
        directory = TemporaryDirectory()
    }

    @Test("A flag comes before the environment, and the environment before the file")
    func precedence() throws {
        let file = try directory.file("c.json", Array(#"{"store": "file", "listen": "file", "max-body": "1KiB"}"#.utf8))
        let settings = try Settings(file: file, environment: ["CADASTRE_STORE": "environment", "CADASTRE_LISTEN": "e"])
        #expect(try settings.value(of: .store, flag: "flag") == "flag")
        #expect(try settings.value(of: .listen, flag: String?.none) == "e")
        #expect(try settings.value(of: .maximumBody, flag: ByteCount?.none) == ByteCount(bytes: 1_024))
        #expect(try settings.value(of: .adminListen, flag: String?.none) == nil)
    }

    @Test("The environment can name the file, and --config comes before it")
    func namedFile() throws {
        let one = try directory.file("one.json", Array(#"{"store": "one"}"#.utf8))
        let two = try directory.file("two.json", Array(#"{"store": "two"}"#.utf8))
        let environment = ["CADASTRE_CONFIG": one]
        #expect(try Settings(file: nil, environment: environment).value(of: .store, flag: String?.none) == "one")
        #expect(try Settings(file: two, environment: environment).value(of: .store, flag: String?.none) == "two")
    }

    @Test("Numbers, booleans and lists of a file read as they would from the command line")
    func types() throws {
        let text = #"{"threads": 4, "docs": false, "trusted-proxy": ["10.0.0.0/8", "::1"], "profile": "production"}"#
        let settings = try Settings(file: directory.file("c.json", Array(text.utf8)), environment: [:])
        #expect(try settings.value(of: .threads, flag: Int?.none) == 4)
        #expect(try settings.value(of: .docs, flag: Bool?.none) == false)
        #expect(try settings.values(of: .trustedProxy, flags: [String]()) == ["10.0.0.0/8", "::1"])
        #expect(try settings.values(of: .trustedProxy, flags: ["::2"]) == ["::2"])
        #expect(settings.profile == .production)
    }

    @Test("A list in the environment is parted by commas")
    func list() throws {
        let settings = try Settings(
            file: nil, environment: ["CADASTRE_CORS_ORIGIN": "https://a.example, https://b.example"])
        #expect(try settings.values(of: .corsOrigin, flags: [String]()) == ["https://a.example", "https://b.example"])
    }

    static let badFiles: [(text: String, words: String)] = [
        (#"{"lisen": "127.0.0.1:1"}"#, "\"lisen\", which is no setting"),
        (#"{"listen": null}"#, "\"listen\" must be"),
        (#"{"listen": ["a", 1]}"#, "\"listen\" must be"),
        (#"{"listen": "a", "listen": "b"}"#, "is no configuration"),
        ("[]", "must be one JSON object"),
        ("{", "is no configuration"),
        (#"{"profile": "prod"}"#, "local or test or production"),
    ]

    @Test("A file that is no configuration is refused with what is wrong", arguments: badFiles)
    func badFile(_ file: (text: String, words: String)) throws {
        let path = try directory.file("c.json", Array(file.text.utf8))
        let failure = #expect(throws: CommandFailure.self) { try Settings(file: path, environment: [:]) }
        #expect(failure?.status == .usage)
        #expect(failure?.sentence.contains(file.words) == true, "\(String(describing: failure))")
    }

    @Test("A missing file is said to be missing")
    func missingFile() throws {
        let failure = #expect(throws: CommandFailure.self) {
            try Settings(file: directory.file("missing.json"), environment: [:])
        }
        #expect(failure?.status == .missing)
    }

    @Test("A value that does not fit is told with the setting's name")
    func badValue() throws {
        let settings = try Settings(file: nil, environment: ["CADASTRE_THREADS": "many"])
        let failure = #expect(throws: CommandFailure.self) { try settings.value(of: .threads, flag: Int?.none) }
        #expect(failure?.status == .usage)
        #expect(failure?.sentence.contains("CADASTRE_THREADS") == true)
    }

    @Test(
        "Sizes and times",
        arguments: [("4096", 4_096), ("64KiB", 65_536), ("2MiB", 2 << 20), ("1TiB", 1 << 40), ("16GiB", 16 << 30)])
    func byteCounts(text: String, bytes: Int) {
        #expect(ByteCount(argument: text) == ByteCount(bytes: bytes))
    }

    @Test("What is no size or time", arguments: ["", "0", "-1", "1 MiB", "1MB", "KiB", "9999999TiB"])
    func noByteCount(text: String) {
        #expect(ByteCount(argument: text) == nil)
        #expect(Seconds(argument: text) == nil)
    }
}

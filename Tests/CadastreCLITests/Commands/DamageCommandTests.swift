import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import CadastreCLI

@Suite("Commands on a damaged store") struct DamageCommandTests {
    private let store = CommandStore()

    init() throws {
        try #require(try store.run("seed", "--users", "3", "--properties", "60").exit == .done)
    }

    @Test("check lists damaged pages, as text and as JSON; export, backup and restore refuse them with one sentence")
    func pages() throws {
        try change { bytes in
            // Each leaf says that it is another page.
            for page in stride(from: 2 * 4_096, to: bytes.count, by: 4_096) where bytes[page + 10] == 2 {
                bytes[page] ^= 0x80
            }
        }
        let run = try store.run("check")
        #expect(run.exit == .wrong && run.output.contains("is damaged: it says that it is another page"), "\(run)")
        #expect(run.error.filter { $0 == "\n" }.count == 1)
        let json = try store.run("check", "--json")
        #expect(json.exit == .wrong)
        #expect(try Array(json.output.utf8).parsed["problems"]?.array?.isEmpty == false)
        for arguments in [["export"], ["backup", "\(store.directory.path)/backup"]] {
            expectOneSentence(try store.run(arguments), .inputOutput)
        }
        #expect(!FileManager.default.fileExists(atPath: "\(store.directory.path)/backup"))
        expectOneSentence(try CommandStore().run("restore", store.path), .inputOutput)
    }

    @Test("A changed byte of a record: check names the record, and export does not end well")
    func record() throws {
        let name = try #require(try store.export().compactMap { $0["property"]?["name"]?.string }.last)
        let text = Data("\"name\":\"\(name)\"".utf8)
        try change { bytes in
            var place = bytes.startIndex
            while let found = bytes.range(of: text, in: place..<bytes.endIndex) {
                bytes[found.upperBound - 2] ^= 1
                place = found.upperBound
            }
        }
        let check = try store.run("check")
        #expect(check.exit == .wrong && check.output.contains("properties: the record "), "\(check)")
        #expect(check.output.contains("its checksum is of other bytes"), "\(check)")
        let export = try store.run("export")
        #expect(export.exit == .inputOutput && export.error.contains("is damaged"), "\(export)")
        #expect(export.error.filter { $0 == "\n" }.count == 1)
    }

    @Test("A fault in memory ends a server with one sentence and a status", arguments: [SIGBUS, SIGSEGV, SIGABRT])
    func fault(signal: Int32) throws {
        let server = try ServerProcess(on: store)
        let ended = server.end(by: signal)
        #expect(ended.status == CommandStatus.inputOutput.rawValue)
        #expect(ended.error.contains("Stopped by a fault in memory") && ended.error.hasSuffix("\n"), "\(ended.error)")
    }

    /// Changes the bytes of the store's file.
    private func change(_ body: (inout Data) -> Void) throws {
        let file = URL(fileURLWithPath: "\(store.path)/data.mdb")
        var bytes = try Data(contentsOf: file)
        body(&bytes)
        try bytes.write(to: file)
    }
}

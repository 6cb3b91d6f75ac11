import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import CadastreCLI

@Suite("cadastre doctor") struct DoctorCommandTests {
    private let store = CommandStore()

    @Test("A store that a server has open is looked at, and nothing wrong with it is found")
    func fine() throws {
        let server = try ServerProcess(on: store)
        let run = try store.run("doctor")
        #expect(run.exit == .done, "\(run)")
        #expect(run.output.contains("\nreaders ") && run.output.contains("\nclock "), "\(run)")
        #expect(run.output.split(separator: "\n").count < 24)
        let json = try Array(store.run("doctor", "--json").output.utf8).parsed
        #expect(json["fine"] == .bool(true) && json["format"] == 2)
        #expect(try server.request("GET", "/readyz").1["writes"] == "accepted")
        #expect(server.stop().status == 0)
    }

    @Test("What is wrong is told with status 1, also of a store that can't be opened")
    func wrong() throws {
        #expect(try store.run("doctor").exit == .wrong)
        #expect(!store.exists)
        #expect(try store.run("seed", "--users", "1", "--properties", "1").exit == .done)
        #expect(chmod(store.path, 0o777) == 0)
        let open = try store.run("doctor", "--json")
        #expect(open.exit == .wrong && open.error.contains("1 thing is wrong"), "\(open)")
        let findings = try Array(open.output.utf8).parsed["findings"]?.array ?? []
        #expect(findings.contains { $0["code"] == "not-private" && $0["severity"] == "wrong" }, "\(open)")
        #expect(chmod(store.path, 0o700) == 0)
        try Data("no store".utf8).write(to: URL(fileURLWithPath: "\(store.path)/data.mdb"))
        let damaged = try store.run("doctor")
        #expect(damaged.exit == .wrong && damaged.output.contains("WRONG  cannot-open: "), "\(damaged)")
    }
}

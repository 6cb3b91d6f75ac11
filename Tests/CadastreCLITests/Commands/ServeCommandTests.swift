import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import CadastreCLI

@Suite("cadastre serve") struct ServeCommandTests {
    private let store = CommandStore()

    @Test("It makes the store, says where it listens, answers, and ends with 0 at SIGTERM")
    func serving() throws {
        let server = try ServerProcess(on: store)
        #expect(store.exists)
        #expect(try server.request("GET", "/v1/types").1.items.count == 10)
        let (status, log) = server.stop()
        #expect(status == 0)
        #expect(log.contains("\"route\":\"/v1/types\""), "\(log)")
    }

    @Test("A port that is in use is one sentence that names --listen")
    func busyPort() throws {
        let server = try ServerProcess(on: store)
        let other = CommandStore()
        let run = try other.run("serve", "--listen", String(server.url.dropFirst("http://".count)))
        expectOneSentence(run, .unavailable)
        #expect(run.error.contains("in use") && run.error.contains("--listen"))
        let admin = try other.run(
            "serve", "--listen", "127.0.0.1:0", "--admin-listen", String(server.url.dropFirst("http://".count)))
        #expect(admin.exit == .unavailable && admin.error.contains("--admin-listen"), "\(admin)")
    }

    @Test("A host that this machine has not is one sentence, too", arguments: ["nowhere.invalid:0", "192.0.2.1:0"])
    func foreignHost(address: String) throws {
        let run = try store.run("serve", "--listen", address)
        expectOneSentence(run, .unavailable)
        #expect(run.error.contains(address) && run.error.contains("--listen"), "\(run)")
    }

    @Test("Every command works beside it, and it sees what they do at once")
    func beside() throws {
        let server = try ServerProcess(on: store)
        let add = try store.run(
            "user", "add", "--email", "ada@example.org", "--first-name", "Ada", "--last-name", "L", "--password-stdin",
            input: "long enough\n")
        #expect(add.exit == .done, "\(add)")
        let login = try server.request("POST", "/v1/auth/login", json: Self.login)
        let token = try #require(login.1["accessToken"]?.string)
        #expect(try server.request("GET", "/v1/users", token: token).0 == 403)

        let table = "key,host,title,town,kind\n1,h,Échoppe,Bordeaux,House\n2,h,Loft,Bègles,Loft\n"
        let file = try store.directory.file("t.csv", table)
        let imported = try store.run(
            "import", file, "--map", "name=title,city=town,type=kind", "--owner-column", "host", "--id-column", "key")
        #expect(imported.output == "2 added, 1 user made\n", "\(imported)")
        let found = try server.request("GET", "/v1/properties?city=begles").1.items
        #expect(found.map { $0["name"]?.string } == ["Loft"])

        let home = #"{"name": "Maison", "type": "house", "city": "Bordeaux"}"#
        #expect(try server.request("POST", "/v1/properties", json: home, token: token).0 == 201)
        #expect(try store.export().compactMap { $0["property"] }.count == 3)
        for command in ["check", "stats", "upgrade"] { #expect(try store.run(command).exit == .done) }
        let backup = try store.run("backup", store.directory.file("backup"))
        #expect(backup.exit == .done, "\(backup)")

        // A new role ends the token at once, though another process has given it.
        #expect(try store.run("user", "set-role", "ada@example.org", "admin").exit == .done)
        #expect(try server.request("POST", "/v1/properties", json: home, token: token).0 == 401)
        let next = try #require(try server.request("POST", "/v1/auth/login", json: Self.login).1["accessToken"]?.string)
        #expect(try server.request("GET", "/v1/users", token: next).1.items.count == 2)
        #expect(try store.run("token-key", "rotate", "--now").exit == .done)
        #expect(try server.request("GET", "/v1/users", token: next).0 == 401)
        #expect(try store.run("user", "delete", "ada@example.org").exit == .done)
        #expect(try server.request("POST", "/v1/auth/login", json: Self.login).0 == 401)
        #expect(server.stop().status == 0)
    }

    @Test("A large import leaves a server its turns, and both are whole in the end")
    func importWhileWriting() throws {
        let server = try ServerProcess(on: store)
        _ = try store.run(
            "user", "add", "--email", "ada@example.org", "--first-name", "Ada", "--last-name", "L", "--password-stdin",
            input: "long enough\n")
        let token = try #require(
            try server.request("POST", "/v1/auth/login", json: Self.login).1["accessToken"]?.string)
        let rows = (0..<6_000).map { "\($0),h\($0 % 100),Home \($0),Bordeaux,House\n" }.joined()
        let file = try store.directory.file("t.csv", "key,host,title,town,kind\n" + rows)
        let process = Process()
        process.executableURL = CommandRun.executable
        process.arguments = [
            "import", file, "--map", "name=title,city=town,type=kind", "--owner-column", "host", "--id-column", "key",
            "--store", store.path,
        ]
        process.environment = ["CADASTRE_DURABILITY": "relaxed"]
            .merging(CommandRun.sanitizerOptions) { own, _ in own }
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var made = 0
        repeat {
            let home = #"{"name": "Maison", "type": "house", "city": "Talence"}"#
            if try server.request("POST", "/v1/properties", json: home, token: token).0 == 201 { made += 1 }
        } while process.isRunning
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(made > 0)
        let cities = try server.request("GET", "/v1/cities").1.items
        #expect(
            cities == [
                ["city": "Bordeaux", "count": 6_000], ["city": "Talence", "count": .integer(Int64(made))],
            ])
        #expect(try store.run("check").exit == .done)
    }

    private static let login = #"{"email": "ada@example.org", "password": "long enough"}"#
}

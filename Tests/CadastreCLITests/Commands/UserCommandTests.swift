import Cadastre
import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import CadastreCLI

@Suite("cadastre user and token-key") struct UserCommandTests {
    private let store = CommandStore()
    private static let ada = ["--email", "ada@example.org", "--first-name", "Ada", "--last-name", "Lovelace"]

    @Test("user add makes the store and a user who can log in, with the password as it was given")
    func add() throws {
        let run = try addAda("--birth-date", "1815-12-10", "--role", "admin", "--json", password: " mot de passe \n")
        #expect(run.exit == .done)
        let user = try Array(run.output.utf8).parsed
        #expect(user["email"] == "ada@example.org" && user["role"] == "admin" && user["birthDate"] == "1815-12-10")
        #expect(try canLogIn("ada@example.org", " mot de passe "))
        #expect(try !canLogIn("ada@example.org", "mot de passe"))
    }

    static let refused: [(arguments: [String], password: String, words: String)] = [
        (["--email", "ada", "--first-name", "Ada", "--last-name", "L"], "long enough", "email"),
        (["--email", "ada@x.invalid", "--first-name", "Ada", "--last-name", "L"], "long enough", "invalid"),
        (["--email", "a@example.org", "--first-name", "", "--last-name", "L"], "long enough", "firstName"),
        (ada + ["--birth-date", "1815-13-10"], "long enough", "birthDate"),
        (ada, "short", "password"),
        (ada, "", "password"),
    ]

    @Test("What breaks a rule is told by its field, and no store is made", arguments: refused)
    func refusal(_ user: (arguments: [String], password: String, words: String)) throws {
        let run = try store.run(["user", "add", "--password-stdin"] + user.arguments, input: Array(user.password.utf8))
        expectOneSentence(run, .refused)
        #expect(run.error.contains(user.words), "\(run)")
        #expect(!store.exists)
    }

    @Test("A second user with the same address is refused")
    func taken() throws {
        #expect(try addAda().exit == .done)
        expectOneSentence(try addAda(), .refused)
    }

    @Test("Without a terminal and without --password-stdin nobody is asked")
    func noTerminal() throws {
        let run = try store.run(["user", "add"] + Self.ada, input: Array("long enough\n".utf8))
        expectOneSentence(run, .usage)
        #expect(run.error.contains("--password-stdin"))
    }

    @Test("A user is found by address or id, and changed")
    func changes() throws {
        let id = try #require(try Array(addAda("--json").output.utf8).parsed["id"]?.string)
        #expect(try store.run("user", "set-email", "ADA@example.org", "countess@example.org").exit == .done)
        #expect(try store.run("user", "set-role", id, "admin").exit == .done)
        let run = try store.run("user", "set-password", id, "--password-stdin", input: "another password\n")
        #expect(run.exit == .done && !run.output.contains("another"))
        #expect(try canLogIn("countess@example.org", "another password"))
        #expect(try !canLogIn("countess@example.org", "long enough"))
        let user = try Array(store.run("user", "list", "--json").output.utf8).parsed
        #expect(user["email"] == "countess@example.org" && user["role"] == "admin" && user["id"]?.string == id)
    }

    @Test("Each change answers a script in JSON, too")
    func changesInJSON() throws {
        let id = try #require(try Array(addAda("--json").output.utf8).parsed["id"])
        func answer(_ arguments: [String]) throws -> JSONValue {
            let run = try store.run(["user"] + arguments + ["--json"], input: Array("another password\n".utf8))
            #expect(run.exit == .done && run.output.filter { $0 == "\n" }.count == 1, "\(run)")
            return try Array(run.output.utf8).parsed
        }
        let moved = try answer(["set-email", "ada@example.org", "countess@example.org"])
        #expect(moved["id"] == id && moved["email"] == "countess@example.org")
        let promoted = try answer(["set-role", "countess@example.org", "admin"])
        #expect(promoted["id"] == id && promoted["role"] == "admin")
        #expect(try answer(["set-password", "countess@example.org", "--password-stdin"]) == ["id": id])
    }

    @Test("end-sessions ends what there is, and the password stays")
    func endSessions() throws {
        let id = try #require(try Array(addAda("--json").output.utf8).parsed["id"])
        func tokens() throws -> TokenPair {
            let registry = try Registry.open(at: store.path)
            defer { registry.close() }
            return try registry.login(Credentials(email: "ada@example.org", password: "long enough"))
        }
        let before = try tokens()
        let run = try store.run("user", "end-sessions", "ada@example.org", "--json")
        #expect(run.exit == .done)
        #expect(try Array(run.output.utf8).parsed == ["id": id])
        let registry = try Registry.open(at: store.path)
        defer { registry.close() }
        #expect(throws: RegistryError.unauthenticated(.invalidToken)) {
            try registry.authenticate(bearer: before.accessToken)
        }
        #expect(throws: RegistryError.unauthenticated(.invalidRefreshToken)) {
            try registry.refresh(RefreshRequest(refreshToken: before.refreshToken)).commit()
        }
        #expect(try canLogIn("ada@example.org", "long enough"))
        expectOneSentence(try store.run("user", "end-sessions", "bob@example.org"), .missing)
    }

    @Test("What is wrong with a change is told, and nothing changes")
    func wrongChanges() throws {
        _ = try addAda()
        let before = try store.run("user", "list", "--json").output
        expectOneSentence(try store.run("user", "set-email", "ada@example.org", "nobody"), .refused)
        expectOneSentence(try store.run("user", "set-email", "bob@example.org", "b@example.org"), .missing)
        expectOneSentence(try store.run("user", "set-role", "0190d6f0-0000-7000-8000-000000000000", "admin"), .missing)
        expectOneSentence(try store.run("user", "set-role", "ada", "admin"), .missing)
        let short = try store.run("user", "set-password", "ada@example.org", "--password-stdin", input: "short")
        expectOneSentence(short, .refused)
        expectOneSentence(try store.run("user", "delete", "bob@example.org"), .missing)
        #expect(try store.run("user", "list", "--json").output == before)
        #expect(try canLogIn("ada@example.org", "long enough"))
    }

    @Test("delete takes a user with everything it owns")
    func delete() throws {
        #expect(try store.run("seed", "--users", "2", "--properties", "40").exit == .done)
        let records = try store.export()
        let user = try #require(records.compactMap { $0["user"] }.first)
        let owned = records.filter { $0["property"]?["ownerId"] == user["id"] }.count
        let email = try #require(user["email"]?.string)
        let run = try store.run("user", "delete", email, "--json")
        #expect(try Array(run.output.utf8).parsed["properties"] == .integer(Int64(owned)))
        let left = try store.export()
        #expect(left.compactMap { $0["property"] }.count == 40 - owned && left.compactMap { $0["user"] }.count == 1)
        #expect(try store.run("check").exit == .done)
    }

    @Test("list shows every user, also more than a page of them")
    func list() throws {
        #expect(try store.run("seed", "--users", "230", "--properties", "0").exit == .done)
        let lines = try store.run("user", "list").output.split(separator: "\n")
        #expect(lines.count == 230)
        #expect(lines.allSatisfy { $0.contains("@seed-1.example.org") })
        #expect(try store.run("user", "list", "--json").output.split(separator: "\n").count == 230)
    }

    @Test("token-key prints the key that tokens are signed with, and rotate another")
    func tokenKey() throws {
        _ = try addAda()
        let first = try store.run("token-key").output
        #expect(first.utf8.count == 44)
        #expect(try store.run("token-key").output == first)
        let second = try store.run("token-key", "rotate").output
        #expect(second.utf8.count == 44 && second != first)
        #expect(try store.run("token-key").output == second)
    }

    @Test("Tokens outlive a rotation for their minutes, unless it is --now", arguments: [false, true])
    func rotation(now: Bool) throws {
        _ = try addAda()
        let token = try withRegistry { try $0.login(Self.credentials, from: nil).accessToken }
        #expect(try store.run(["token-key", "rotate"] + (now ? ["--now"] : [])).exit == .done)
        try withRegistry { registry in
            if now {
                #expect(throws: RegistryError.self) { try registry.authenticate(bearer: token) }
            } else {
                let caller = try registry.authenticate(bearer: token)
                #expect(caller.userID != nil)
            }
        }
    }

    private static let credentials = Credentials(email: "ada@example.org", password: "long enough")

    private func addAda(_ options: String..., password: String = "long enough") throws -> CommandRun {
        try store.run(["user", "add", "--password-stdin"] + Self.ada + options, input: Array(password.utf8))
    }

    private func canLogIn(_ email: String, _ password: String) throws -> Bool {
        try withRegistry { registry in
            do throws(RegistryError) {
                _ = try registry.login(Credentials(email: email, password: password), from: nil)
                return true
            } catch {
                guard error.kind == .unauthenticated else { throw error }
                return false
            }
        }
    }

    private func withRegistry<Result>(_ body: (Registry) throws -> Result) throws -> Result {
        let registry = try Registry.open(at: store.path)
        defer { registry.close() }
        return try body(registry)
    }
}

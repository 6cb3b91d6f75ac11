import Cadastre
import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import CadastreCLI

@Suite("cadastre seed") struct SeedCommandTests {
    private let store = CommandStore()
    private let other = CommandStore()

    @Test("The same seed gives the same people and homes, another seed others")
    func determinism() throws {
        for store in [store, other] {
            #expect(try store.run("seed", "--users", "5", "--properties", "60", "--seed", "7").exit == .done)
        }
        let first = try contents(of: store)
        #expect(first.count == 75)
        #expect(try contents(of: other) == first)
        let third = CommandStore()
        #expect(try third.run("seed", "--users", "5", "--properties", "60", "--seed", "8").exit == .done)
        #expect(try contents(of: third) != first)
    }

    @Test("More properties leave the others as they are, and a second time makes nothing")
    func again() throws {
        #expect(try store.run("seed", "--users", "4", "--properties", "20").exit == .done)
        let before = try store.run("export", "--with-secrets").output
        let logins = try String(contentsOfFile: store.path + "/demo-logins.txt", encoding: .utf8)
        let second = try store.run("seed", "--users", "4", "--properties", "20", "--json")
        #expect(second.output == #"{"users":0,"properties":0,"logins":[]}"# + "\n")
        #expect(try store.run("export", "--with-secrets").output == before)
        #expect(try store.run("seed", "--users", "4", "--properties", "25").output.contains("0 users and 5 properties"))
        #expect(try store.run("export", "--with-secrets").output.hasPrefix(before.prefix(2_000)))
        #expect(try String(contentsOfFile: store.path + "/demo-logins.txt", encoding: .utf8) == logins)
        #expect(try store.run("seed", "--users", "4", "--properties", "0", "--seed", "2").output.contains("4 users"))
    }

    @Test("The logins that are printed and kept work, and others may not read them")
    func logins() throws {
        let run = try store.run("seed", "--users", "12", "--properties", "0", "--json")
        let logins = try Array(run.output.utf8).parsed["logins"]?.array ?? []
        #expect(logins.count == 10)
        let kept = try String(contentsOfFile: store.path + "/demo-logins.txt", encoding: .utf8)
        #expect(try FileManager.default.mode(of: store.path + "/demo-logins.txt") == 0o600)
        let registry = try Registry.open(at: store.path)
        defer { registry.close() }
        for login in logins.prefix(3) {
            let (email, password) = (login["email"]?.string ?? "", login["password"]?.string ?? "")
            #expect(kept.contains("\(email)  \(password)\n") && password.count == 16)
            _ = try registry.login(Credentials(email: email, password: password), from: nil)
        }
        #expect(Set(logins.compactMap { $0["password"]?.string }).count == 10)
    }

    @Test("There is no admin, unless one is asked for")
    func admin() throws {
        func roles() throws -> [String?] { try store.export().compactMap { $0["user"]?["role"]?.string } }
        #expect(try store.run("seed", "--users", "3", "--properties", "0").exit == .done)
        #expect(try roles() == ["user", "user", "user"])
        #expect(try store.run("seed", "--users", "3", "--properties", "0", "--with-admin").exit == .done)
        #expect(try roles() == ["user", "user", "user", "admin"])
    }

    @Test("Homes are in communes of France, described in French, with rooms and features")
    func likeness() throws {
        #expect(Communes.all.count == 300)
        #expect(Set(Communes.all.map(\.name)).count == 300)
        #expect(Communes.all.allSatisfy { $0.weight >= 1 && !$0.name.isEmpty })
        let names = Set(Communes.all.map(\.name))
        var kinds: Set<String> = []
        for index in 0..<2_000 {
            let home = DemoHome(seed: 3, index: index)
            _ = try home.propertyDraft()
            #expect(names.contains(home.draft["city"]?.string ?? ""))
            for room in home.draft["rooms"]?.array ?? [] { kinds.insert(room["kind"]?.string ?? "") }
        }
        #expect(kinds.isSuperset(of: ["living-room", "kitchen", "bedroom", "bathroom"]))
        let types = Set((0..<2_000).compactMap { DemoHome(seed: 3, index: $0).draft["type"]?.string })
        #expect(types == Set(DemoStyle.all.map(\.type)))
    }

    @Test("No two people of a seed have the same address")
    func addresses() {
        let addresses = (0..<5_000).map { DemoPerson(seed: 1, index: $0).email }
        #expect(Set(addresses).count == 5_000)
        #expect(addresses.allSatisfy { address in address.allSatisfy { $0.isASCII } })
    }

    /// What a store holds, without ids, times and what is random: an owner by its address.
    private func contents(of store: CommandStore) throws -> [JSONValue] {
        let records = try store.export()
        var addresses: [String: JSONValue] = [:]
        for user in records.compactMap({ $0["user"] }) {
            addresses[user["id"]?.string ?? ""] = user["email"]
        }
        return records.dropFirst().map { record in
            guard var property = record["property"]?.object else {
                guard var user = record["user"]?.object else { return record }
                for name in ["id", "createdAt", "updatedAt"] { user[name] = nil }
                return .object(user)
            }
            property["ownerId"] = addresses[property["ownerId"]?.string ?? ""]
            for name in ["id", "createdAt", "updatedAt"] { property[name] = nil }
            property["rooms"] = .array(
                (property["rooms"]?.array ?? []).map { room in
                    var room = room.object ?? [:]
                    room["id"] = nil
                    return .object(room)
                })
            return .object(property)
        }
    }
}

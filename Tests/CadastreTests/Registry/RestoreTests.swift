import EntityStore
import Foundation
import StrictJSON
import Synchronization
import TestSupport
import Testing

@testable import Cadastre

@Suite("Restoring a backup") struct RestoreTests {
    private let register: TemporaryRegister
    private let elsewhere = TemporaryDirectory()
    private var backup: String { elsewhere.path + "/backup" }
    private var restored: String { elsewhere.path + "/restored" }

    private var options: RegistryOptions {
        var options = RegistryOptions()
        options.clock = register.clock.wallClock
        options.store = .quick
        return options
    }

    init() throws {
        register = try TemporaryRegister()
    }

    @Test("What is made while others write is one moment of the register, whole, and nothing of it is missing")
    func underLoad() throws {
        let ada = try register.user("ada")
        let pairs = try (0..<4).map { _ in (try register.house(of: ada), try register.house(of: ada)) }
        let registry = register.registry
        let isOver = Atomic(false)
        let acknowledged = pairs.map { _ in Counter() }
        // Each writes a number to the first of two houses, and when that is acknowledged to the second.
        let writers = zip(pairs, acknowledged).map { pair, counter in
            BackgroundThread {
                var number = 0
                while !isOver.load(ordering: .relaxed) {
                    number += 1
                    for house in [pair.0.id, pair.1.id] {
                        let change = MergePatch(["name": .string("\(number)")])
                        _ = try? registry.patchProperty(house, with: change, as: ada).commit()
                    }
                    counter.value.store(number, ordering: .sequentiallyConsistent)
                }
            }
        }
        func number(_ house: Stored<Property>, in registry: Registry) throws -> Int {
            try Int(registry.property(house.id, as: .anonymous).decoded().name) ?? 0
        }
        for round in 0..<4 {
            while acknowledged.contains(where: { $0.value.load(ordering: .relaxed) <= 2 * round }) { sched_yield() }
            let before = acknowledged.map { $0.value.load(ordering: .sequentiallyConsistent) }
            try registry.backup(to: "\(backup)\(round)")
            let after = try pairs.map { try number($0.0, in: registry) }
            let report = try Registry.restore(from: "\(backup)\(round)", to: "\(restored)\(round)", options: options)
            #expect(report.verification.isClean)
            let copy = try Registry.open(at: "\(restored)\(round)", options: options)
            #expect(try copy.verify().problems == [])
            for (index, pair) in pairs.enumerated() {
                let (first, second) = (try number(pair.0, in: copy), try number(pair.1, in: copy))
                #expect(first == second || first == second + 1, "\(first) and \(second) never were at one moment")
                #expect(second >= before[index], "what was acknowledged before the backup is missing")
                #expect(first <= after[index])
            }
            copy.close()
        }
        isOver.store(true, ordering: .relaxed)
        for writer in writers { writer.join() }
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path).count == 8)
    }

    @Test("No token and no session of before is good, and logging in goes on as it was")
    func ended() throws {
        let account = try register.signUp("ada")
        let pair = try register.registry.login(account.credentials)
        try register.registry.backup(to: backup)
        let report = try Registry.restore(from: backup, to: restored, options: options)
        #expect(report.endedSessions == 1)
        let copy = try Registry.open(at: restored, options: options)
        defer { copy.close() }
        #expect(try copy.signingKey() != register.registry.signingKey())
        let refused = #expect(throws: RegistryError.self) { try copy.authenticate(bearer: pair.accessToken) }
        #expect(refused?.kind == .unauthenticated)
        let old = #expect(throws: RegistryError.self) {
            try copy.refresh(RefreshRequest(refreshToken: pair.refreshToken)).commit()
        }
        #expect(old?.kind == .unauthenticated)
        let again = try copy.login(account.credentials)
        #expect(throws: Never.self) { try copy.authenticate(bearer: again.accessToken) }
        // The register that it was made from goes on as it was, and the backup is what it was.
        #expect(throws: Never.self) { try register.registry.authenticate(bearer: pair.accessToken) }
        let same = try Registry.open(at: backup, options: options)
        #expect(throws: Never.self) { try same.authenticate(bearer: pair.accessToken) }
        same.close()
    }

    @Test("Where they are kept, tokens and sessions of the backup go on")
    func kept() throws {
        let account = try register.signUp("ada")
        let pair = try register.registry.login(account.credentials)
        try register.registry.backup(to: backup)
        #expect(
            try Registry.restore(from: backup, to: restored, options: options, keepsSessions: true).endedSessions == nil
        )
        let copy = try Registry.open(at: restored, options: options)
        defer { copy.close() }
        #expect(try copy.signingKey() == register.registry.signingKey())
        #expect(throws: Never.self) { try copy.authenticate(bearer: pair.accessToken) }
        #expect(throws: Never.self) { try copy.refresh(RefreshRequest(refreshToken: pair.refreshToken)).commit() }
    }

    @Test("Where it fails there is nothing, and what is there already stays")
    func failure() throws {
        try register.registry.backup(to: backup)
        #expect(throws: RegistryError.self) { try Registry.restore(from: elsewhere.path, to: restored) }
        let missing = elsewhere.path + "/no/such/parent"
        #expect(throws: RegistryError.self) { try Registry.restore(from: backup, to: missing) }
        let taken = #expect(throws: RegistryError.self) { try Registry.restore(from: backup, to: elsewhere.path) }
        #expect(taken?.kind == .misuse)
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path) == ["backup"])
        let stopped = #expect(throws: StoreError.self) {
            try Store.restore(from: backup, to: restored) { _ in throw StoreError.busy }
        }
        #expect(stopped == .busy)
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path) == ["backup"])
    }

    @Test("More sessions than fit in one commit are ended")
    func many() throws {
        let ada = try #require(try register.user("ada").userID)
        let count = 2_500
        try register.registry.store.write { transaction in
            for _ in 0..<count {
                _ = try transaction.insert { RefreshFamily(id: $0, of: ada, RefreshToken(), at: .now) }
            }
        }
        try register.registry.backup(to: backup)
        #expect(try Registry.restore(from: backup, to: restored, options: options).endedSessions == count)
    }
}

/// A number that threads share.
private final class Counter: Sendable {
    let value = Atomic(0)
}

import EntityStore
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Cadastre

@Suite("The store's own keys") struct StoreKeyTests {
    private let register: TemporaryRegister
    private let ada: ID<User>

    init() throws {
        register = try TemporaryRegister()
        ada = try #require(try register.user("ada").userID)
    }

    private func accepts(_ token: String) -> Bool {
        (try? register.registry.authenticate(bearer: token)) != nil
    }

    private func keyCount() throws -> Int {
        try register.registry.store.read { try $0.count(where: StoreKey.byPurpose == .tokens) }
    }

    @Test("A new key signs; the one before is believed for 15 minutes more")
    func rotation() throws {
        let registry = register.registry
        let first = try registry.signingKey()
        let old = try register.session(of: ada).accessToken
        let second = try registry.rotateSigningKey(keepsPrevious: true).commit()
        #expect(second != first)
        #expect(try registry.signingKey() == second)
        #expect(accepts(old))
        #expect(accepts(try register.session(of: ada).accessToken))
        // Long enough for every token of the old key to end by itself; so one of them is made to last.
        let lasting = try lastingToken(signedWith: first)
        register.clock.advance(seconds: 899, milliseconds: 999)
        #expect(accepts(lasting))
        register.clock.advance(milliseconds: 1)
        #expect(!accepts(lasting))
        // The next rotation removes what has ended.
        _ = try registry.rotateSigningKey(keepsPrevious: true).commit()
        #expect(try keyCount() == 2)
    }

    @Test("Several rotations in a row keep each key's 15 minutes, and lengthen none")
    func rotations() throws {
        let first = try register.registry.signingKey()
        _ = try register.registry.rotateSigningKey(keepsPrevious: true).commit()
        let lasting = try lastingToken(signedWith: first)
        register.clock.advance(seconds: 600)
        _ = try register.registry.rotateSigningKey(keepsPrevious: true).commit()
        #expect(accepts(lasting))
        register.clock.advance(seconds: 300)
        #expect(!accepts(lasting))
    }

    @Test("Rotated without grace, every older key is refused at once")
    func rotationNow() throws {
        let registry = register.registry
        let oldest = try register.session(of: ada).accessToken
        _ = try registry.rotateSigningKey(keepsPrevious: true).commit()
        let old = try register.session(of: ada).accessToken
        #expect(accepts(oldest) && accepts(old))
        _ = try registry.rotateSigningKey(keepsPrevious: false).commit()
        #expect(!accepts(oldest) && !accepts(old))
        #expect(accepts(try register.session(of: ada).accessToken))
        #expect(try keyCount() == 1)
    }

    @Test("Many that open a new store at once end with one key")
    func opening() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("keys-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let keys = Mutex<[String?]>([])
        let group = DispatchGroup()
        for _ in 0..<32 {
            group.enter()
            Thread.detachNewThread {
                let registry = try? Registry.open(at: directory)
                let key = try? registry?.signingKey()
                keys.withLock { $0.append(key) }
                registry?.close()
                group.leave()
            }
        }
        group.wait()
        let found = keys.withLock { $0 }
        #expect(found.count == 32)
        #expect(!found.contains(nil))
        #expect(Set(found).count == 1)
    }

    @Test("Thirty-two processes that open a new store at once end with one key")
    func processes() async throws {
        let place = TemporaryDirectory()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<32 {
                group.addTask {
                    await #expect(processExitsWith: .success) {
                        [path = place.path as String, number = number as Int] in
                        let registry = try Registry.open(at: path + "/register")
                        let key = try registry.signingKey()
                        registry.close()
                        try key.write(toFile: path + "/key-\(number)", atomically: true, encoding: .utf8)
                    }
                }
            }
        }
        let keys = try (0..<32).map { try String(contentsOfFile: place.path + "/key-\($0)", encoding: .utf8) }
        #expect(Set(keys).count == 1)
        #expect(keys[0].utf8.count == 43)
    }

    /// A token of Ada's that does not end by itself.
    private func lastingToken(signedWith text: String) throws -> String {
        try register.registry.store.read { transaction in
            let keys = try transaction.page(where: StoreKey.byPurpose == .tokens, limit: 10).items
            let key = try #require(keys.first { $0.text == text })
            let generation = try #require(try transaction.credential(of: ada)).generation
            let later = register.clock.now.adding(seconds: 86_400)
            return try AccessToken(for: ada, generation: generation, role: .user, at: later).signed(with: key)
        }
    }
}

import EntityStore
import TestSupport
import Testing

@testable import Cadastre

@Suite("What is wrong with a request comes after who asks") struct ReadingTests {
    private let register: TemporaryRegister
    private let ada: Caller

    init() throws {
        register = try TemporaryRegister()
        ada = try register.user("ada")
    }

    private func outcome(of flaw: RegistryError, as caller: Caller) -> RegistryError? {
        refusal { () throws(RegistryError) in try register.registry.reading(as: caller) { throw flaw } }
    }

    @Test("Whoever is logged in, and the operator, learn what it is")
    func known() {
        #expect(outcome(of: .stale, as: ada) == .stale)
        #expect(outcome(of: .stale, as: .operator) == .stale)
    }

    @Test("Whoever is not, or no longer, is told that")
    func unknown() throws {
        #expect(outcome(of: .stale, as: .anonymous) == .unauthenticated(.missing))
        try register.registry.deleteMe(as: ada).commit()
        #expect(outcome(of: .stale, as: ada) == .unauthenticated(.invalidToken))
    }

    @Test("A mistake of the program's is told whoever asks")
    func misuse() {
        #expect(outcome(of: .misuse("NULL."), as: .anonymous) == .misuse("NULL."))
    }

    @Test("A request without a flaw is read without a look at the store")
    func sound() throws {
        let registry = try register.reopened()
        registry.close()
        #expect(try registry.reading(as: .anonymous) { 7 } == 7)
    }
}

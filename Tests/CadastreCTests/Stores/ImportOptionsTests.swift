import CCadastre
import Cadastre
import Testing

@testable import CadastreC

@Suite("The options of an import in C") struct ImportOptionsTests {
    @Test("Nothing is read ahead, as a callback may fork while the thread of the store is at work")
    func readsAhead() throws {
        #expect(try !ImportOptions(cadastre_import_options()).readsAhead)
    }
}

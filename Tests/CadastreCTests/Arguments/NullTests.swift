import CCadastre
import Foundation
import TestSupport
import Testing

@Suite("NULL") struct NullTests {
    private static let abi = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../../Include/cadastre.abi")

    /// What takes no pointer that must be there, or answers with no status.
    private static let others: Set = [
        "cadastre_abi_version", "cadastre_version", "cadastre_openapi_document", "cadastre_status_name",
        "cadastre_error_free", "cadastre_buffer_free", "cadastre_store_close", "cadastre_session_free",
        "cadastre_export_free",
    ]

    @Test("Each function is tried")
    func complete() throws {
        let lines = try String(contentsOf: Self.abi, encoding: .utf8).split(separator: "\n")
        let functions = Set(lines.map(String.init).filter { !$0.contains(" ") })
        #expect(Set(NullCase.all.map(\.name)).union(Self.others) == functions)
    }

    @Test("A pointer that must be there is missed, by its name, and nothing else happens")
    func required() throws {
        let scene = try CallScene()
        for call in NullCase.all {
            for pointer in call.required {
                let outcome = Outcome { error in
                    let status = call.call(scene, NullCase.Given(missing: pointer))
                    error.pointee = scene.error.pointee
                    scene.error.pointee = nil
                    return status
                }
                #expect(outcome.status == CADASTRE_MISUSE, "\(call.name) without \(pointer)")
                #expect(outcome.message.contains("NULL"), "\(call.name) without \(pointer): \(outcome.message)")
            }
        }
    }

    @Test("A pointer that may be missing is no misuse, nor is a place for the description")
    func optional() throws {
        let scene = try CallScene()
        for call in NullCase.all {
            for pointer in call.optional + [nil] {
                let status = call.call(scene, NullCase.Given(missing: pointer))
                #expect(status != CADASTRE_MISUSE, "\(call.name) without \(pointer ?? "nothing")")
                cadastre_error_free(scene.error.pointee)
                scene.error.pointee = nil
            }
        }
        #expect(cadastre_property_get(nil, nil, nil, nil) == CADASTRE_MISUSE)
    }

    @Test("Freeing and closing NULL is nothing")
    func freeing() {
        cadastre_error_free(nil)
        cadastre_buffer_free(nil)
        #expect(cadastre_store_close(nil) == CADASTRE_OK)
        #expect(cadastre_session_free(nil) == CADASTRE_OK)
        #expect(cadastre_export_free(nil) == CADASTRE_OK)
        #expect(cadastre_openapi_document(nil) != nil)
    }

    @Test("NULL with a count of 0 is an empty document, and with another count none")
    func counts() throws {
        let register = try CRegister()
        let buffer = Buffer()
        #expect(
            Outcome { cadastre_property_create(register.ada, nil, 0, buffer.pointer, $0) }.status == CADASTRE_MALFORMED)
        #expect(
            Outcome { cadastre_property_create(register.ada, nil, 1, buffer.pointer, $0) }.status == CADASTRE_MISUSE)
        var session: OpaquePointer?
        #expect(
            Outcome { cadastre_session_from_token(register.store, nil, 0, &session, $0) }.status
                == CADASTRE_UNAUTHENTICATED)
    }
}

import CCadastre
import TestSupport
import Testing

@Suite("Text that is none") struct TextTests {
    private let register: CRegister
    private let house: (id: String, room: String, revision: String)
    private let buffer = Buffer()

    init() throws {
        register = try CRegister()
        house = try register.createHouse()
    }

    /// A lone continuation byte, the first half of a character, a surrogate, an overlong slash: and NUL.
    private static let broken: [[CChar]] = [[-0x80], [0x61, -0x3D], [-0x13, -0x60, -0x80], [-0x40, -0x51]].map {
        $0 + [0]
    }

    @Test("What is no UTF-8 is refused as the header says", arguments: broken)
    func encoding(_ text: [CChar]) {
        let (ada, store, answer) = (register.ada, register.store, buffer.pointer)
        let count = text.count - 1
        var session: OpaquePointer?
        var attempt = cadastre_attempt(size: MemoryLayout<cadastre_attempt>.size, peer: nil)
        func status(_ call: (ErrorPlace) -> cadastre_status) -> cadastre_status { Outcome(call).status }
        #expect(status { cadastre_property_get(ada, text, answer, $0) } == CADASTRE_NOT_FOUND)
        #expect(status { cadastre_room_get(ada, house.id, text, answer, $0) } == CADASTRE_NOT_FOUND)
        #expect(status { cadastre_user_get(ada, text, answer, $0) } == CADASTRE_NOT_FOUND)
        #expect(status { cadastre_type_get(ada, text, answer, $0) } == CADASTRE_NOT_FOUND)
        #expect(status { cadastre_property_create(ada, text, count, answer, $0) } == CADASTRE_MALFORMED)
        #expect(status { cadastre_property_list(ada, text, answer, $0) } == CADASTRE_MALFORMED)
        #expect(status { cadastre_property_delete(ada, house.id, text, $0) } == CADASTRE_STALE)
        #expect(status { cadastre_session_login(store, text, "x", nil, &session, $0) } == CADASTRE_INVALID)
        #expect(status { cadastre_session_login(store, "x", text, nil, &session, $0) } == CADASTRE_INVALID)
        #expect(status { cadastre_session_from_token(store, text, count, &session, $0) } == CADASTRE_UNAUTHENTICATED)
        #expect(status { cadastre_store_open(text, nil, &session, $0) } == CADASTRE_MISUSE)
        #expect(status { cadastre_store_backup(store, text, $0) } == CADASTRE_MISUSE)
        text.withUnsafeBufferPointer { peer in
            attempt.peer = peer.baseAddress
            let outcome = Outcome { cadastre_session_login(store, "x", "x", &attempt, &session, $0) }
            #expect(outcome.status == CADASTRE_INVALID && outcome.fields == ["peer"])
        }
        #expect(session == nil)
    }

    @Test("What is too long is refused, and not read")
    func length() {
        // Nothing lies at the address: reading it would end the process.
        let nowhere = UnsafePointer<CChar>(bitPattern: 16)
        for count in [1 << 20 + 1, .max, .min, -1] {
            let outcome = Outcome { cadastre_property_create(register.ada, nowhere, count, buffer.pointer, $0) }
            #expect(outcome.status == CADASTRE_TOO_LARGE, "\(count)")
            var session: OpaquePointer?
            let token = Outcome { cadastre_session_from_token(register.store, nowhere, count, &session, $0) }
            #expect(token.status == CADASTRE_UNAUTHENTICATED, "\(count)")
        }
        let long = String(repeating: " ", count: 1 << 20) + "{}"
        #expect(Outcome { cadastre_property_list(register.ada, long, buffer.pointer, $0) }.status == CADASTRE_TOO_LARGE)
        #expect(Outcome { cadastre_property_get(register.ada, long, buffer.pointer, $0) }.status == CADASTRE_NOT_FOUND)
        #expect(Outcome { cadastre_property_delete(register.ada, house.id, long, $0) }.status == CADASTRE_TOO_LARGE)
    }

    @Test("An id in any case is that id, and anything else nobody's")
    func ids() {
        let get = { (id: String) in cadastre_property_get(register.anyone, id, buffer.pointer, nil) }
        #expect(get(house.id.uppercased()) == CADASTRE_OK)
        for id in ["", "x", house.id + "0", String(house.id.dropLast()), " " + house.id, house.room] {
            #expect(get(id) == CADASTRE_NOT_FOUND, "\(id)")
        }
    }

    @Test(
        "What is expected is nothing, anything, or one of some revisions",
        arguments: [
            (nil, true), ("*", true), ("current", true), ("1-0, current", true), ("1-0", false), ("", false),
            ("nonsense", false),
        ])
    func expected(_ text: String?, _ isMet: Bool) {
        let patch = #"{"name":"Other"}"#
        let expected = text?.replacing("current", with: house.revision)
        let status = withPointer(to: expected) { expected in
            cadastre_property_patch(register.ada, house.id, patch, patch.utf8.count, expected, buffer.pointer, nil)
        }
        #expect(status == (isMet ? CADASTRE_OK : CADASTRE_STALE))
    }

    private func withPointer<Result>(to text: String?, _ body: (UnsafePointer<CChar>?) -> Result) -> Result {
        guard let text else { return body(nil) }
        return text.withCString { body($0) }
    }
}

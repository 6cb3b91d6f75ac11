import CCadastre
import StrictJSON
import TestSupport
import Testing

/// A register that is opened through the C interface, with a few who use it. When it goes, its store is verified.
final class CRegister {
    let directory = TemporaryDirectory()
    var path: String { directory.path + "/register" }
    private(set) var store: OpaquePointer?
    /// A session of nobody.
    private(set) var anyone: OpaquePointer?
    /// A session of the operator.
    private(set) var `operator`: OpaquePointer?
    /// A session of a user.
    private(set) var ada: OpaquePointer?

    static let email = "ada@example.org"
    static let password = "a long password"

    init() throws {
        try #require(Self.open(path, &store) == CADASTRE_OK)
        try #require(cadastre_session_anonymous(store, &anyone, nil) == CADASTRE_OK)
        try #require(cadastre_store_session(store, &`operator`, nil) == CADASTRE_OK)
        _ = try createUser(Self.email)
        try #require(cadastre_session_login(store, Self.email, Self.password, nil, &ada, nil) == CADASTRE_OK)
    }

    /// Opens a register as tests do.
    static func open(_ path: String, _ store: inout OpaquePointer?) -> cadastre_status {
        var options = cadastre_store_options()
        options.size = MemoryLayout<cadastre_store_options>.size
        options.address_space = 1 << 30
        options.durability = Int32(CADASTRE_DURABILITY_RELAXED.rawValue)
        options.sign_ups_per_hour = -1
        return cadastre_store_open(path, &options, &store, nil)
    }

    deinit {
        if let store {
            // Whatever a test closed has been verified by it.
            let status = cadastre_store_verify(store, nil, nil)
            if status != CADASTRE_OK, status != CADASTRE_MISUSE { Issue.record("The store is damaged.") }
        }
        for session in [anyone, `operator`, ada] { _ = cadastre_session_free(session) }
        _ = cadastre_store_close(store)
    }

    /// Makes a user.
    ///
    /// - Returns: Its id.
    func createUser(_ email: String, role: String = "user") throws -> String {
        let buffer = Buffer()
        let json = #"{"email":"\#(email)","password":"\#(Self.password)","firstName":"Some","lastName":"One"}"#
        try #require(
            cadastre_store_create_user(store, json, json.utf8.count, role, buffer.pointer, nil) == CADASTRE_OK)
        return try #require(try buffer.bytes.parsed["id"]?.string)
    }

    /// Makes a house of Ada's with one room.
    ///
    /// - Returns: Its id, its room's id, and its revision.
    func createHouse(
        _ name: String = "Home", in city: String = "Pau"
    ) throws -> (id: String, room: String, revision: String) {
        let buffer = Buffer()
        let json =
            #"{"name":"\#(name)","type":"house","city":"\#(city)","rooms":[{"name":"Kitchen","kind":"kitchen"}]}"#
        try #require(
            cadastre_property_create(ada, json, json.utf8.count, buffer.pointer, nil) == CADASTRE_OK)
        let property = try buffer.bytes.parsed
        let room = try #require(property["rooms"]?.array?.first?["id"]?.string)
        return (try #require(property["id"]?.string), room, buffer.revision)
    }
}

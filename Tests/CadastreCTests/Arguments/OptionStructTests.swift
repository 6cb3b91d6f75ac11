import CCadastre
import TestSupport
import Testing

@Suite("Options") struct OptionStructTests {
    private let directory = TemporaryDirectory()

    private func open(_ change: (inout cadastre_store_options) -> Void) -> Outcome {
        var options = cadastre_store_options()
        options.size = MemoryLayout<cadastre_store_options>.size
        options.address_space = 1 << 30
        change(&options)
        return open(&options)
    }

    private func open(_ options: UnsafePointer<cadastre_store_options>?) -> Outcome {
        var store: OpaquePointer?
        defer { _ = cadastre_store_close(store) }
        return Outcome { cadastre_store_open(directory.path + "/register", options, &store, $0) }
    }

    @Test("A size that none has had is refused", arguments: [0, 1, 8, 55, 4_097, -1])
    func size(_ size: Int) {
        let outcome = open { $0.size = size }
        #expect(outcome.status == CADASTRE_MISUSE)
        #expect(outcome.message.contains("cadastre_store_options.size"))
    }

    @Test("A caller of a later version may have members that are zero, and no others")
    func later() {
        let known = MemoryLayout<cadastre_store_options>.size
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: known + 16, alignment: 8)
        defer { block.deallocate() }
        block.initializeMemory(as: UInt8.self, repeating: 0)
        let options = block.baseAddress?.assumingMemoryBound(to: cadastre_store_options.self)
        options?.pointee.size = known + 16
        options?.pointee.address_space = 1 << 30
        #expect(open(options).status == CADASTRE_OK)
        block[known + 15] = 1
        let outcome = open(options)
        #expect(outcome.status == CADASTRE_MISUSE)
        #expect(outcome.message.contains("does not know"))
    }

    @Test("What is reserved must be zero")
    func reserved() throws {
        let register = try CRegister()
        var options = cadastre_import_options()
        options.size = MemoryLayout<cadastre_import_options>.size
        let read: cadastre_read_callback = { _, _, _ in 0 }
        for reserved in [0, 1, .min] as [Int32] {
            options.reserved = reserved
            let status = cadastre_store_import(register.store, &options, read, nil, nil, nil, nil)
            #expect(status == (reserved == 0 ? CADASTRE_OK : CADASTRE_MISUSE))
        }
    }

    @Test("A value that is none of its member's is refused by name")
    func values() {
        #expect(open { $0.durability = 2 }.message.contains("durability"))
        #expect(open { $0.durability = -1 }.message.contains("durability"))
        #expect(open { $0.sign_ups_per_hour = -2 }.message.contains("sign_ups_per_hour"))
        #expect(open { $0.sign_ups_per_hour = .min }.status == CADASTRE_MISUSE)
        #expect(open { $0.maximum_properties_per_user = -2 }.message.contains("maximum_properties_per_user"))
        #expect(open { $0.maximum_properties_per_user = .min }.status == CADASTRE_MISUSE)
        #expect(open { $0.maximum_properties_per_user = .max }.status == CADASTRE_OK)
    }

    @Test("No value traps", arguments: [0, 1, .max] as [UInt64])
    func extremes(_ addressSpace: UInt64) {
        for readers in [0, 1, 126] as [UInt32] {
            let status = open {
                $0.address_space = addressSpace
                $0.maximum_readers = readers
            }.status
            #expect([CADASTRE_OK, CADASTRE_UNAVAILABLE, CADASTRE_FULL].contains(status), "\(status.name)")
        }
    }

    @Test("A store that must be there is not made, and one for reading can't be changed")
    func flags() throws {
        #expect(open { $0.must_exist = 1 }.status == CADASTRE_UNAVAILABLE)
        #expect(open { $0.read_only = 1 }.status == CADASTRE_UNAVAILABLE)
        let register = try CRegister()
        let path = register.path
        #expect(cadastre_store_close(register.store) == CADASTRE_OK)
        var options = cadastre_store_options()
        options.size = MemoryLayout<cadastre_store_options>.size
        options.read_only = 1
        var (store, session): (OpaquePointer?, OpaquePointer?)
        #expect(cadastre_store_open(path, &options, &store, nil) == CADASTRE_OK)
        defer { _ = cadastre_store_close(store) }
        #expect(
            Outcome { cadastre_session_login(store, CRegister.email, CRegister.password, nil, &session, $0) }.status
                == CADASTRE_MISUSE)
    }

    @Test("A caller of the first version, whose options are shorter, has the defaults of what came later")
    func first() {
        var options = cadastre_store_options()
        options.size = 56
        options.address_space = 1 << 30
        // What lies behind the struct of such a caller is not the library's to read.
        options.maximum_properties_per_user = -2
        #expect(open(&options).status == CADASTRE_OK)
    }

    @Test("Properties are bounded by user, as the options say")
    func properties() throws {
        let register = try CRegister()
        for (bound, statuses) in [(2, [CADASTRE_OK, CADASTRE_OK, CADASTRE_CONFLICT]), (-1, [CADASTRE_OK])] {
            var options = cadastre_store_options()
            options.size = MemoryLayout<cadastre_store_options>.size
            options.maximum_properties_per_user = Int64(bound)
            options.address_space = 1 << 30
            options.durability = Int32(CADASTRE_DURABILITY_RELAXED.rawValue)
            var (store, session): (OpaquePointer?, OpaquePointer?)
            #expect(cadastre_store_open(register.path, &options, &store, nil) == CADASTRE_OK)
            defer { _ = cadastre_store_close(store) }
            let status = cadastre_session_login(store, CRegister.email, CRegister.password, nil, &session, nil)
            #expect(status == CADASTRE_OK)
            defer { _ = cadastre_session_free(session) }
            let buffer = Buffer()
            let json = #"{"name":"Home","type":"house","city":"Pau"}"#
            for expected in statuses {
                let status = cadastre_property_create(session, json, json.utf8.count, buffer.pointer, nil)
                #expect(status == expected)
            }
        }
    }

    @Test("Sign-ups are bounded by network, as the options say")
    func signUps() throws {
        var options = cadastre_store_options()
        options.size = MemoryLayout<cadastre_store_options>.size
        options.address_space = 1 << 30
        options.sign_ups_per_hour = 1
        var (store, session): (OpaquePointer?, OpaquePointer?)
        #expect(cadastre_store_open(directory.path + "/bounded", &options, &store, nil) == CADASTRE_OK)
        defer { _ = cadastre_store_close(store) }
        #expect(cadastre_session_anonymous(store, &session, nil) == CADASTRE_OK)
        defer { _ = cadastre_session_free(session) }
        let buffer = Buffer()
        let outcomes = [("a", "192.0.2.1"), ("b", "192.0.2.1"), ("c", "2001:db8::1")].map { name, peer in
            let json = #"{"email":"\#(name)@example.org","password":"a long password","firstName":"N","lastName":"N"}"#
            return peer.withCString { peer in
                var attempt = cadastre_attempt(size: MemoryLayout<cadastre_attempt>.size, peer: peer)
                return Outcome { cadastre_user_create(session, json, json.utf8.count, &attempt, buffer.pointer, $0) }
            }
        }
        #expect(outcomes.map(\.status) == [CADASTRE_OK, CADASTRE_THROTTLED, CADASTRE_OK])
        #expect(outcomes[1].retryAfter > 0)
    }
}

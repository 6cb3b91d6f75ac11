import CCadastre
import StrictJSON
import TestSupport
import Testing

@Suite("Import and export in C") struct TransferTests {
    /// What the callbacks are given.
    private final class Transfer {
        var bytes: [UInt8] = []
        var read = 0
        /// How many bytes are given at once at most.
        var size = Int.max
        /// After how many calls it is enough.
        var calls = Int.max
        var rejections: [(line: UInt64, errors: String)] = []
        var register: CRegister?
        var statuses: [cadastre_status] = []

        var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

        static func from(_ context: UnsafeMutableRawPointer?) -> Transfer? {
            context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
        }

        static let write: cadastre_write_callback = { context, bytes, count in
            guard let transfer = from(context) else { return 1 }
            transfer.bytes += UnsafeRawBufferPointer(start: bytes, count: count)
            transfer.calls -= 1
            return transfer.calls > 0 ? 0 : 1
        }

        static let read: cadastre_read_callback = { context, target, capacity in
            guard let transfer = from(context), capacity >= 64 * 1_024 else { return -2 }
            transfer.calls -= 1
            if transfer.calls < 0 { return -1 }
            let piece = transfer.bytes[transfer.read...].prefix(min(transfer.size, capacity))
            UnsafeMutableRawBufferPointer(start: target, count: capacity).copyBytes(from: piece)
            transfer.read += piece.count
            return Int64(piece.count)
        }

        static let reject: cadastre_reject_callback = { context, line, errors, count in
            guard let errors else { return }
            let text = String(cString: errors)
            if text.utf8.count == count { from(context)?.rejections.append((line, text)) }
        }
    }

    private let register: CRegister

    init() throws {
        register = try CRegister()
    }

    private func export(_ store: OpaquePointer?, withSecrets: Bool = false) -> [UInt8] {
        let transfer = Transfer()
        let outcome = Outcome {
            cadastre_store_export(store, withSecrets ? 1 : 0, Transfer.write, transfer.context, $0)
        }
        #expect(outcome.status == CADASTRE_OK)
        return transfer.bytes
    }

    private func run(
        _ transfer: Transfer, into store: OpaquePointer?, source: String? = nil,
        _ change: (inout cadastre_import_options) -> Void = { _ in }
    ) -> (outcome: Outcome, summary: String) {
        var options = cadastre_import_options()
        options.size = MemoryLayout<cadastre_import_options>.size
        change(&options)
        let summary = Buffer()
        func run() -> Outcome {
            Outcome {
                cadastre_store_import(
                    store, &options, Transfer.read, Transfer.reject, transfer.context, summary.pointer, $0)
            }
        }
        guard let source else { return (run(), summary.text) }
        return source.withCString { source in
            options.source = source
            return (run(), summary.text)
        }
    }

    @Test("An import of an export is the same register, to the byte", arguments: [7, 4_096, .max])
    func roundTrip(size: Int) throws {
        for number in 0..<20 { _ = try register.createHouse("home \(number)", in: "Saint-Étienne") }
        let transfer = Transfer()
        transfer.bytes = export(register.store, withSecrets: true)
        transfer.size = size
        var copy: OpaquePointer?
        #expect(CRegister.open(register.directory.path + "/copy", &copy) == CADASTRE_OK)
        defer { _ = cadastre_store_close(copy) }
        let refused = run(transfer, into: copy)
        #expect(refused.outcome.status == CADASTRE_FORBIDDEN && refused.summary.isEmpty)
        transfer.read = 0
        let taken = run(transfer, into: copy) { $0.trusts_secrets = 1 }
        #expect(taken.outcome.status == CADASTRE_OK && transfer.rejections.isEmpty)
        #expect(taken.summary == #"{"added":31,"updated":0,"unchanged":0,"rejected":0,"users":1}"#)
        #expect(export(copy, withSecrets: true) == transfer.bytes)
        #expect(export(copy) == export(register.store))
    }

    @Test("Rows of a table become properties; those that break a rule are told by their line")
    func table() throws {
        let transfer = Transfer()
        transfer.bytes = Array(
            """
            {"id":"1","owner":"ann","name":"Home","city":"Pau","type":"House"}

            {"id":"2","owner":"ann","name":"","city":"Pau","type":"House"}
            {"id":3}
            {"id":"4","owner":"ben","name":"Home","city":"Pau","type":"House","rooms":{"bedroom":"2"}}
            """.utf8)
        let first = run(transfer, into: register.store, source: "test")
        #expect(first.outcome.status == CADASTRE_OK)
        #expect(first.summary == #"{"added":2,"updated":0,"unchanged":0,"rejected":2,"users":2}"#)
        #expect(transfer.rejections.map(\.line) == [3, 4])
        #expect(transfer.rejections.last?.errors == #"[{"field":"id","message":"must be a string"}]"#)
        transfer.read = 0
        let again = run(transfer, into: register.store, source: "test") { $0.updates = 1 }
        #expect(again.summary == #"{"added":0,"updated":0,"unchanged":2,"rejected":2,"users":0}"#)
        let unnamed = run(transfer, into: register.store, source: "")
        #expect(unnamed.outcome.status == CADASTRE_INVALID && unnamed.outcome.fields == ["source"])
    }

    @Test("An import ends where it is told to, and what it has taken stays")
    func stops() throws {
        let transfer = Transfer()
        transfer.bytes =
            Array(#"{"id":"1","owner":"o","name":"N","city":"Pau","type":"house"}"#.utf8) + [0x0A, 0x7B, 0x0A]
        transfer.calls = 0
        #expect(run(transfer, into: register.store, source: "a").outcome.status == CADASTRE_STOPPED)
        transfer.calls = .max
        let strict = run(transfer, into: register.store, source: "a") { $0.stops_at_rejection = 1 }
        #expect(strict.outcome.status == CADASTRE_STOPPED)
        #expect(strict.summary == #"{"added":1,"updated":0,"unchanged":0,"rejected":1,"users":1}"#)
        transfer.read = 0
        let dry = run(transfer, into: register.store, source: "b") { $0.dry_run = 1 }
        #expect(dry.outcome.status == CADASTRE_OK && dry.summary.contains(#""added":1"#))
        #expect(try ask { cadastre_city_list(register.anyone, nil, $0, $1) }.json.items.first?["count"] == 1)
    }

    @Test("A line that is too long, and a callback that says it gave what there is no room for, end an import")
    func bounds() {
        let transfer = Transfer()
        transfer.bytes = [UInt8](repeating: 0x20, count: 1 << 20) + [0x7B]
        #expect(run(transfer, into: register.store).outcome.status == CADASTRE_TOO_LARGE)
        for count in [Int64.min, -2, .max, 64 * 1_024 + 1] {
            var given = count
            let outcome = withUnsafeMutablePointer(to: &given) { given in
                Outcome {
                    cadastre_store_import(
                        register.store, nil,
                        { context, _, _ in context?.assumingMemoryBound(to: Int64.self).pointee ?? 0 }, nil, given, nil,
                        $0)
                }
            }
            #expect(outcome.status == CADASTRE_MISUSE, "\(count)")
        }
    }

    @Test("An export ends where it is told to")
    func interrupted() {
        let transfer = Transfer()
        transfer.calls = 3
        let outcome = Outcome { cadastre_store_export(register.store, 0, Transfer.write, transfer.context, $0) }
        #expect(outcome.status == CADASTRE_STOPPED)
        #expect(transfer.bytes.count { $0 == 0x0A } == 3)
    }

    @Test("A callback may read and change the register, which the export does not see; it can't close it")
    func reentrance() throws {
        let transfer = Transfer()
        transfer.register = register
        let write: cadastre_write_callback = { context, bytes, count in
            guard let transfer = Transfer.from(context), let register = transfer.register else { return 1 }
            transfer.bytes += UnsafeRawBufferPointer(start: bytes, count: count)
            let made = try? register.createHouse()
            transfer.statuses += [
                made == nil ? CADASTRE_INTERNAL : CADASTRE_OK,
                status { cadastre_property_get(register.anyone, made?.id ?? "", $0, $1) },
                cadastre_store_close(register.store),
            ]
            return 0
        }
        #expect(cadastre_store_export(register.store, 0, write, transfer.context, nil) == CADASTRE_OK)
        #expect(!String(decoding: transfer.bytes, as: UTF8.self).contains(#"{"property""#))
        #expect(
            Set(transfer.statuses.enumerated().map { $0.offset % 3 == 2 ? CADASTRE_OK : $0.element }) == [CADASTRE_OK])
        #expect(transfer.statuses.enumerated().allSatisfy { $0.offset % 3 != 2 || $0.element == CADASTRE_MISUSE })
        #expect(transfer.statuses.count > 30)
    }
}

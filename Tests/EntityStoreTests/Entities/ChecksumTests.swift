import CChecksum
import TestSupport
import Testing

@testable import EntityStore

@Suite("Checksums") struct ChecksumTests {
    private typealias Checksum = @Sendable (UInt64, UInt64, UnsafeRawPointer?, Int) -> UInt32

    /// By the processor's vectors and by its instruction, where this one has them, and by the table.
    private static let ways: [Checksum] = [
        { entity_store_checksum($0, $1, $2, $3) }, { entity_store_checksum_by_words($0, $1, $2, $3) },
        { entity_store_checksum_by_table($0, $1, $2, $3) },
    ]

    private static func checksum(of bytes: [UInt8], by way: Checksum) -> UInt32 {
        bytes.withUnsafeBytes { bytes in
            way(
                bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                bytes.baseAddress.map { $0 + 16 }, bytes.count - 16)
        }
    }

    @Test("The examples of RFC 3720, B.4")
    func examples() {
        let examples: [(bytes: [UInt8], checksum: UInt32)] = [
            (Array(repeating: 0, count: 32), 0x8A91_36AA), (Array(repeating: 0xFF, count: 32), 0x62A8_AB43),
            (Array(0..<32), 0x46DD_794E), (Array((0..<32).reversed()), 0x113F_DB5C),
        ]
        for example in examples {
            for way in Self.ways { #expect(Self.checksum(of: example.bytes, by: way) == example.checksum) }
        }
    }

    @Test("Vectors, instruction and table agree, wherever the bytes begin and however many they are")
    func agreement() {
        var random = SeededGenerator()
        let bytes = (0..<4_096).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            for count in 0..<3_400 {
                let place = start + Int.random(in: 0..<64, using: &random)
                let first = UInt64.random(in: .min ... .max, using: &random)
                let checksums = Self.ways.map { $0(first, 1, place, count) }
                #expect(Set(checksums).count == 1, "seed \(random.seed)")
            }
        }
    }

    @Test("A changed bit is seen wherever it is in a record, and in its id; so is a changed byte")
    func changes() {
        let id = RecordID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0001)
        let header = RecordHeader(owner: id, externalID: ExternalID(source: "source", value: "value"))
        let record = RecordLayout.encode(
            id: id, header: header, summary: Array("{}".utf8), json: Array(repeating: 0x61, count: 500))
        func isIntact(_ record: [UInt8], of id: RecordID) -> Bool {
            record.withUnsafeBytes { RecordLayout.isIntact($0, of: id) }
        }
        #expect(isIntact(record, of: id))
        for bit in 0..<record.count * 8 {
            var changed = record
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(!isIntact(changed, of: id))
        }
        var random = SeededGenerator()
        for position in record.indices {
            var changed = record
            changed[position] ^= UInt8.random(in: 1...255, using: &random)
            #expect(!isIntact(changed, of: id), "seed \(random.seed)")
        }
        for bit in 0..<64 {
            #expect(!isIntact(record, of: RecordID(high: id.high ^ 1 << bit, low: id.low)))
            #expect(!isIntact(record, of: RecordID(high: id.high, low: id.low ^ 1 << bit)))
        }
    }

    @Test("No read gives a record whose bytes have changed; each names it")
    func reads() throws {
        let temporary = try TemporaryStore(holding: Note.self, isVerified: false)
        let store = temporary.store
        let id = try store.write { try $0.insert { Note(id: $0, slug: "s", text: "as it was") }.id }
        let vandal = try Vandal(store)
        var record = try #require(try vandal.record(of: id.record))
        // Still the canonical JSON of a note.
        record[record.count - 3] ^= 1
        try vandal.put(record, under: id.record.bytes)
        let expected = StoreError.damaged(collection: "notes", id: id.record)
        try store.read { transaction in
            #expect(throws: expected) { try transaction.get(id) }
            #expect(throws: expected) { try transaction.stored(id) }
            #expect(throws: expected) { try transaction.withRecord(id) { _ in } }
            #expect(throws: expected) { try transaction.page(of: Note.self, newest: 9) }
            #expect(throws: expected) { try transaction.first(where: Note.bySlug == "s") }
            #expect(throws: expected) { try transaction.withPage(of: Note.self, limit: 9) { _ in } }
        }
        #expect(throws: expected) { try store.write { try $0.put(Note(id: id, slug: "s")) } }
        #expect(throws: expected) { try store.write { try $0.delete(id) } }
    }
}

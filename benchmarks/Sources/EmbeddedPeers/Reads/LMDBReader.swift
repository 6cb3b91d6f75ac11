import CEmbedded

/// LMDB in C: the limit. The store stays open.
final class LMDBReader: Reader {
    let name: String
    var gets: CEmbedded.gets
    let capacity: Int
    let records: Records

    /// - Parameters:
    ///   - store: What `lmdb_peer load` has made; it may be open once only, so others may use it too.
    ///   - keepsReader: Whether one reader is renewed for each operation, or a transaction begun.
    init(_ store: CEmbedded.store, _ records: Records, largestPage: Int, keepsReader: Bool = false) {
        name = keepsReader ? "lmdb, kept reader" : "lmdb"
        self.records = records
        capacity = (records.longest + 1) * largestPage
        gets = CEmbedded.gets(
            pack: records.pack, store: store, order: nil, keys: nil,
            buffer: .allocate(capacity: capacity), kept: nil, page: 0, keeps: keepsReader ? 1 : 0)
    }

    deinit {
        gets.buffer.deallocate()
        if let kept = gets.kept { mdb_txn_abort(kept) }
    }

    func getEach(_ asked: Asked) -> UInt64 { run(asked, gets.keeps == 0 ? gets_own : gets_renewed) }
    func getTogether(_ asked: Asked) -> UInt64 { run(asked, gets_together) }

    func pages(_ places: Places, size: Int) -> UInt64 {
        gets.page = size
        return run(places.records, places.cursors == nil ? pages_first : pages_deep)
    }

    private func run(_ asked: Asked, _ work: (UnsafeMutablePointer<CEmbedded.gets>, Int) -> UInt64) -> UInt64 {
        asked.keys.withUnsafeBytes { keys in
            gets.keys = keys.baseAddress?.assumingMemoryBound(to: Key.self)
            return work(&gets, asked.count)
        }
    }

    func run(_ order: [UInt32], _ work: (UnsafeMutablePointer<CEmbedded.gets>, Int) -> UInt64) -> UInt64 {
        order.withUnsafeBufferPointer { order in
            gets.order = order.baseAddress
            return work(&gets, order.count)
        }
    }
}

/// C's `unsigned char[ID_BYTES]`.
private typealias Key = (
    UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8
)

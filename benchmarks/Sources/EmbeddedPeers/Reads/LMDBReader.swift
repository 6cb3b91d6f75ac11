import CEmbedded

/// LMDB in C: the limit.
final class LMDBReader: Reader {
    let name = "lmdb"
    private var gets: CEmbedded.gets
    private let capacity: Int

    /// - Parameter directory: What `lmdb_peer load` has made.
    init(_ directory: String, _ records: Records, largestPage: Int) {
        capacity = (records.longest + 1) * largestPage
        gets = CEmbedded.gets(
            pack: records.pack, store: store_open(directory), order: nil, keys: nil,
            buffer: .allocate(capacity: capacity), kept: nil, page: 0)
    }

    deinit {
        gets.buffer.deallocate()
        store_close(&gets.store)
    }

    func getEach(_ asked: Asked) -> UInt64 { run(asked, gets_own) }
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

    private func run(_ order: [UInt32], _ work: (UnsafeMutablePointer<CEmbedded.gets>, Int) -> UInt64) -> UInt64 {
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

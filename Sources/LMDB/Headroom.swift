internal import CLMDB

/// Whether an environment has more room than what is kept for deleting.
///
/// LMDB writes every page that changes to another place, so deleting needs free pages as well: with none left, nothing
/// could ever be deleted.
struct Headroom {
    /// The part of the address space that is kept, and the most.
    private static let share = 8
    private static let maximum = 1 << 30

    private let raw: OpaquePointer

    /// - Parameter raw: An environment. Where another thread or process may write meanwhile, the answer is of a moment
    ///   between two commits, or beside one.
    init(of raw: OpaquePointer) { self.raw = raw }

    /// Whether no more than the head-room is left.
    var isReached: Bool {
        var information = MDB_envinfo()
        var statistics = MDB_stat()
        guard mdb_env_info(raw, &information) == MDB_SUCCESS, mdb_env_stat(raw, &statistics) == MDB_SUCCESS else {
            return false
        }
        let pageSize = Int(statistics.ms_psize)
        let kept = min(information.me_mapsize / Self.share, Self.maximum) / pageSize
        let unused = information.me_mapsize / pageSize - information.me_last_pgno - 1
        // The lists are long, so they are read only where it matters.
        return unused < kept && unused + reusablePages(after: information.me_last_txnid) < kept
    }

    /// How many pages are free, and seen by no read transaction.
    ///
    /// - Parameter last: The last transaction that was committed.
    private func reusablePages(after last: Int) -> Int {
        // LMDB shows its lists to read transactions only.
        let oldest = min((try? SharedEnvironment.readerSnapshots(raw))?.min() ?? last, last)
        var transaction: OpaquePointer?
        guard mdb_txn_begin(raw, nil, UInt32(MDB_RDONLY), &transaction) == MDB_SUCCESS else { return 0 }
        defer { mdb_txn_abort(transaction) }
        var cursor: OpaquePointer?
        guard mdb_cursor_open(transaction, 0, &cursor) == MDB_SUCCESS else { return 0 }
        defer { mdb_cursor_close(cursor) }
        var key = MDB_val()
        var list = MDB_val()
        var count = 0
        // An error ends the count as well: too few are counted then, which is safe.
        while mdb_cursor_get(cursor, &key, &list, MDB_NEXT) == MDB_SUCCESS {
            let freedBy = UnsafeRawBufferPointer(key).loadUnaligned(as: Int.self)
            guard freedBy < oldest else { break }
            count += UnsafeRawBufferPointer(list).loadUnaligned(as: Int.self)
        }
        return count
    }
}

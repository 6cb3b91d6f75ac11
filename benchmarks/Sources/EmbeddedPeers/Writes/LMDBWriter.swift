import CEmbedded

/// LMDB in C: one thread, as many records in a commit as there would be writers.
final class LMDBWriter: Writer {
    let name = "lmdb"
    var writes: CEmbedded.writes
    var made = CEmbedded.stock()

    init(_ directory: String, _ records: Records) {
        writes = CEmbedded.writes(pack: records.pack, store: store_open(directory), batch: 1, next: 0)
    }

    deinit {
        stock_free(&made)
        store_close(&writes.store)
    }

    func create(_ count: Int, by writers: Int) {
        writes.batch = writers
        _ = writes_run(&writes, count)
    }
}

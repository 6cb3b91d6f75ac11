import Cadastre

extension StoreStatistics {
    /// Writes how the store is. How many of what it holds is nobody's business who only watches the server.
    func write(to page: inout MetricsPage) {
        page.counter("cadastre_store_commits_total", "Commits that this process has made.", commits)
        page.counter("cadastre_store_writes_total", "Writes that those commits carried.", writes)
        page.gauge("cadastre_store_waiting_writes", "Writes that wait for their commit in this process.", waitingWrites)
        page.gauge("cadastre_store_map_bytes", "Address space reserved for the data file.", addressSpace)
        page.gauge("cadastre_store_used_bytes", "Bytes of the data file in use, free pages among them.", usedBytes)
        page.gauge("cadastre_store_file_bytes", "Size of the data file.", fileSize)
        page.gauge("cadastre_store_readers", "Reads that run in all processes.", readers)
        page.gauge("cadastre_store_maximum_readers", "Reads that may run at once in all processes.", maximumReaders)
        page.gauge(
            "cadastre_store_oldest_read_seconds", "How long the oldest read of all processes has been seen to lag.",
            oldestReadSeconds)
        page.gauge(
            "cadastre_store_oldest_read_lag_commits", "Commits that the oldest read of all processes lags behind.",
            oldestReadLag)
        page.describe("cadastre_store_writes_refused", .gauge, "1 for the reason why writes are refused now, else 0.")
        for reason in WriteRefusal.allCases {
            page.sample(
                "cadastre_store_writes_refused", [("reason", reason.rawValue)], reason == writeRefusal ? 1 : 0)
        }
    }
}

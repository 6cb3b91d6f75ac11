import CEmbedded
import Foundation

/// A new environment, into which records are put.
final class LMDBTarget {
    private let path: String
    private var writes: CEmbedded.writes

    init(_ path: String, _ records: Records, batch: Int) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        self.path = path
        writes = CEmbedded.writes(pack: records.pack, store: store_open(path), batch: batch, next: 0)
    }

    deinit {
        store_close(&writes.store)
        try? FileManager.default.removeItem(atPath: path)
    }

    func put(_ count: Int) { _ = writes_run(&writes, count) }
}

import Dispatch
import Synchronization

@testable import CadastreHTTP

/// What a server wrote into its log.
final class LogLines: Sendable {
    private final class Storage: Sendable {
        let bytes = Mutex<[UInt8]>([])
    }

    private let storage: Storage
    /// What the server writes with.
    let writer: LogWriter

    init() {
        let storage = Storage()
        self.storage = storage
        writer = LogWriter { lines in
            storage.bytes.withLock { $0 += lines }
            return lines.count
        }
    }

    /// Everything so far.
    var text: String {
        writer.flush(patience: .seconds(60))
        return written
    }

    /// What has been written out by now, without asking for the rest.
    var written: String { String(decoding: storage.bytes.withLock { $0 }, as: UTF8.self) }

    /// Everything so far, line by line.
    var lines: [String] { text.split(separator: "\n").map(String.init) }
}

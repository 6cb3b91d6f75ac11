import Dispatch
import Synchronization

/// Writes lines to a file descriptor without making those wait who have them.
///
/// Lines gather in memory; a thread of its own writes them a moment later. When whatever reads the log stands still,
/// lines above a bound are dropped and counted, rather than requests stopped.
public final class LogWriter: Sendable {
    private struct Waiting {
        var lines: [UInt8] = []
        var dropped: UInt64 = 0
        var isScheduled = false
    }

    /// How many bytes may wait.
    private static let maximumWaitingBytes = 4 << 20
    /// How long lines gather.
    private static let delay = DispatchTimeInterval.milliseconds(50)

    private let waiting = Mutex(Waiting())
    private let queue = DispatchQueue(label: "cadastre.log")
    private let sink: @Sendable ([UInt8]) -> Void

    /// A writer that hands whole lines to `sink`, on a thread of its own.
    public init(to sink: @escaping @Sendable ([UInt8]) -> Void) {
        self.sink = sink
    }

    /// Adds what `write` appends, which must be whole lines.
    func append(_ write: (inout [UInt8]) -> Void) {
        let mustSchedule = waiting.withLock { waiting in
            guard waiting.lines.count < Self.maximumWaitingBytes else {
                waiting.dropped += 1
                return false
            }
            write(&waiting.lines)
            defer { waiting.isScheduled = true }
            return !waiting.isScheduled
        }
        if mustSchedule { queue.asyncAfter(deadline: .now() + Self.delay) { self.writeOut() } }
    }

    /// How many times something was dropped because the reader of the log was too slow.
    var dropped: UInt64 { waiting.withLock { $0.dropped } }

    /// Writes what waits, and returns when it is written.
    public func flush() {
        queue.sync { writeOut() }
    }

    private func writeOut() {
        let lines = waiting.withLock { waiting in
            defer {
                waiting.lines = []
                waiting.isScheduled = false
            }
            return waiting.lines
        }
        if !lines.isEmpty { sink(lines) }
    }
}

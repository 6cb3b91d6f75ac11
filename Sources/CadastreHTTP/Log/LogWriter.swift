import Dispatch
import Synchronization

/// Writes lines to a file descriptor without making those wait who have them.
///
/// Lines gather in memory; a thread of its own writes them a moment later. Threads gather theirs in different places, so
/// that none waits for one that the system has put to sleep with the lock. When whatever reads the log stands still,
/// lines above a bound are dropped and counted, rather than requests stopped.
public final class LogWriter: Sendable {
    /// Where threads of some numbers put their lines.
    private final class Place: Sendable {
        let lines = Mutex<[UInt8]>([])
    }

    /// How many bytes may wait.
    private static let maximumWaitingBytes = 4 << 20
    /// How long lines gather.
    private static let delay = DispatchTimeInterval.milliseconds(50)

    private let places = (0..<64).map { _ in Place() }
    private let waitingBytes = Atomic(0)
    private let droppedLines = Atomic<UInt64>(0)
    private let isScheduled = Atomic(false)
    private let queue = DispatchQueue(label: "cadastre.log")
    private let sink: @Sendable ([UInt8]) -> Void

    /// A writer that hands whole lines to `sink`, on a thread of its own.
    public init(to sink: @escaping @Sendable ([UInt8]) -> Void) {
        self.sink = sink
    }

    /// Adds what `write` appends, which must be whole lines that begin with their time.
    ///
    /// Lines of one thread are written in order. Those of two stand by their times where they gathered together.
    func append(_ write: (inout [UInt8]) -> Void) {
        guard waitingBytes.load(ordering: .relaxed) < Self.maximumWaitingBytes else {
            droppedLines.add(1, ordering: .relaxed)
            return
        }
        let added = places[ThreadNumber.current % places.count].lines.withLock { lines in
            let before = lines.count
            write(&lines)
            return lines.count - before
        }
        waitingBytes.add(added, ordering: .relaxed)
        // Whoever writes out says so first, then looks at each place: either it finds the line, or this finds it done.
        if !isScheduled.load(ordering: .relaxed), !isScheduled.exchange(true, ordering: .relaxed) {
            queue.asyncAfter(deadline: .now() + Self.delay) { self.writeOut() }
        }
    }

    /// How many times something was dropped because the reader of the log was too slow.
    var dropped: UInt64 { droppedLines.load(ordering: .relaxed) }

    /// Writes what waits, and returns when it is written.
    public func flush() {
        queue.sync { writeOut() }
    }

    private func writeOut() {
        isScheduled.store(false, ordering: .relaxed)
        let lines = LogMerge.lines(
            of: places.map { place in
                place.lines.withLock { lines in
                    defer { lines = [] }
                    return lines
                }
            })
        waitingBytes.subtract(lines.count, ordering: .relaxed)
        if !lines.isEmpty { sink(lines) }
    }
}

public import Dispatch
import Synchronization

/// Writes lines to a file descriptor without making those wait who have them.
///
/// Lines gather in memory, those of each thread for themselves; a thread of its own writes them a moment later. When
/// whatever reads the log stands still, lines above a bound are dropped and counted, rather than requests stopped.
public final class LogWriter: Sendable {
    /// How many bytes may wait.
    private static let maximumWaitingBytes = 4 << 20
    /// How long lines gather.
    private static let delay = DispatchTimeInterval.milliseconds(50)

    private let lines = PerThread<[UInt8]>([])
    private let waitingBytes = Atomic(0)
    private let droppedLines = Atomic<UInt64>(0)
    private let isScheduled = Atomic(false)
    private let isWithinLine = Atomic(false)
    private let queue = DispatchQueue(label: "cadastre.log")
    private let sink: @Sendable ([UInt8]) -> Int

    /// - Parameter sink: Gets whole lines, on a thread of its own; a newline comes before those that follow on a line which
    ///   it took only in part. It returns how many bytes it has taken: fewer than all where it can't take the rest, which
    ///   is dropped, and none if the number is negative.
    public init(to sink: @escaping @Sendable ([UInt8]) -> Int) {
        self.sink = sink
    }

    /// Adds what `write` appends, which must be whole lines that begin with their time.
    ///
    /// Lines of one thread are written in order. Those of several stand by their times where they gathered together.
    func append(_ write: (inout [UInt8]) -> Void) {
        guard waitingBytes.load(ordering: .relaxed) < Self.maximumWaitingBytes else {
            droppedLines.add(1, ordering: .relaxed)
            return
        }
        let added = lines.withOwn { lines in
            let before = lines.count
            write(&lines)
            return lines.count - before
        }
        waitingBytes.add(added, ordering: .relaxed)
        // Whoever writes out says so first, then takes the lines of each: it finds this one, or this finds it said so.
        if !isScheduled.load(ordering: .relaxed), !isScheduled.exchange(true, ordering: .relaxed) {
            queue.asyncAfter(deadline: .now() + Self.delay) { self.writeOut() }
        }
    }

    /// How many lines were dropped: the reader of the log was too slow, or could not be written to.
    var dropped: UInt64 { droppedLines.load(ordering: .relaxed) }

    /// Writes what waits, and returns when it is written, or when `patience` is over as nobody reads.
    public func flush(patience: DispatchTimeInterval = .seconds(2)) {
        let last = DispatchWorkItem { self.writeOut() }
        queue.async(execute: last)
        _ = last.wait(timeout: .now() + patience)
    }

    /// On `queue` alone.
    private func writeOut() {
        isScheduled.store(false, ordering: .relaxed)
        var lines = LogMerge.lines(of: lines.replaceAll(by: []))
        guard !lines.isEmpty else { return }
        let (count, isWithinLine) = (lines.count, isWithinLine.load(ordering: .relaxed))
        if isWithinLine { lines.insert(UInt8(ascii: "\n"), at: 0) }
        let taken = min(max(sink(lines), 0), lines.count)
        waitingBytes.subtract(count, ordering: .relaxed)
        // The newline that was put before them is none of theirs.
        let lost = lines.dropFirst(max(taken, isWithinLine ? 1 : 0)).count { $0 == UInt8(ascii: "\n") }
        if lost > 0 { droppedLines.add(UInt64(lost), ordering: .relaxed) }
        if taken > 0 { self.isWithinLine.store(lines[taken - 1] != UInt8(ascii: "\n"), ordering: .relaxed) }
    }
}

import Glibc

/// Group commit: writers queue, one of them leads, one commit carries all that have queued, and each is answered
/// after the commit that holds its write has returned.
///
/// A thread that sleeps in `write` or `wait` leads when nobody else does. For `submit` there is a thread of the queue's
/// own, started at the first `submit`, so that a program that only blocks never has one.
///
/// `@unchecked Sendable`: all that changes is in the monitor.
final class CommitQueue: @unchecked Sendable {
    struct State {
        var waiting: [QueuedWrite] = []
        var leader: pthread_t?
        var lastCommitEnd: UInt64 = 0
        /// How many writes the last commit carried.
        var lastBatch = 0
        var thread: pthread_t?
        var isClosed = false
    }

    /// How long the leader lets go of the engine's writer lock between commits, in nanoseconds, so that other
    /// processes get their turn: the lock is not fair.
    static let pause: UInt64 = 50_000
    /// How many more such pauses a leader makes at most while writers come back.
    private static let maximumPauses = 20

    let process = getpid()
    let monitor = Monitor(State())
    /// What the queue's own thread sleeps on.
    private let work = Monitor<State>.Condition()
    /// What `close` sleeps on.
    private let idle = Monitor<State>.Condition()
    private let commit: ([QueuedWrite]) -> Void
    private let maximumWaiting: Int
    private let maximumBatch: Int

    /// - Parameter commit: Runs a batch in one transaction and leaves each write with its final outcome. Runs on the
    ///   leading thread, never on two threads at once.
    init(maximumWaiting: Int, maximumBatch: Int, commit: @escaping ([QueuedWrite]) -> Void) {
        self.maximumWaiting = maximumWaiting
        self.maximumBatch = maximumBatch
        self.commit = commit
    }

    /// Queues a write and sleeps until its outcome is final, leading meanwhile where nobody else does.
    func write(_ write: QueuedWrite) throws(StoreError) {
        try enqueue(write)
        sleep(untilSettled: write)
    }

    /// Queues a write for which nobody sleeps now: its completion will be called by the leading thread, or somebody will
    /// `wait` for it.
    func submit(_ write: QueuedWrite) throws(StoreError) {
        try requireOwnProcess()
        try startThread()
        try enqueue(write)
        work.signal()
    }

    /// Sleeps until the outcome of a write that was submitted is final, leading meanwhile where nobody else does.
    func wait(for write: QueuedWrite) throws(StoreError) {
        try requireOwnProcess()
        try monitor.withLock { state throws(StoreError) in try self.requireNotLeading(state) }
        sleep(untilSettled: write)
    }

    /// Refuses further writes, sees to it that those that wait are settled, and ends the thread.
    func close() {
        guard process == getpid() else { return }
        let thread = monitor.withLock { state in
            defer { state.isClosed = true }
            return state.isClosed ? nil : state.thread
        }
        while monitor.wait(on: idle, until: { $0.leader == nil }, then: { self.mayLead(&$0) }) { leadOneBatch() }
        // Only now that nobody waits any more: a thread that looked sooner, while somebody else led, sleeps on.
        work.broadcast()
        guard let thread else { return }
        if pthread_equal(thread, pthread_self()) != 0 { pthread_detach(thread) } else { pthread_join(thread, nil) }
    }

    /// How many writes wait now.
    var count: Int { monitor.withLock { $0.waiting.count } }

    /// Whether the queue has started its thread.
    var hasThread: Bool { monitor.withLock { $0.thread != nil } }
}

extension CommitQueue {
    /// Refuses a child of the process before the lock is touched: another thread may have had it when the child was
    /// made, and would never let go of it there.
    private func requireOwnProcess() throws(StoreError) {
        guard process == getpid() else { throw .misuse("The store was opened before fork(). Open it in this process.") }
    }

    private func enqueue(_ write: QueuedWrite) throws(StoreError) {
        try requireOwnProcess()
        try monitor.withLock { state throws(StoreError) in
            if state.isClosed { throw .misuse("The store is closed.") }
            if !write.isSubmitted { try self.requireNotLeading(state) }
            if state.waiting.count >= maximumWaiting { throw .busy }
            state.waiting.append(write)
        }
    }

    private func requireNotLeading(_ state: State) throws(StoreError) {
        guard let leader = state.leader, pthread_equal(leader, pthread_self()) != 0 else { return }
        throw .misuse("A write can't wait for another write inside its own body.")
    }

    private func sleep(untilSettled write: QueuedWrite) {
        guard let wakeUp = write.wakeUp else { return }
        while waitToLead(orUntilSettled: write, on: wakeUp) { leadOneBatch() }
    }

    /// Sleeps until the outcome of a write is final, or nobody leads: then takes the lead.
    ///
    /// - Returns: Whether the caller has the lead.
    private func waitToLead(orUntilSettled write: QueuedWrite, on wakeUp: Monitor<State>.Condition) -> Bool {
        monitor.wait(
            on: wakeUp, until: { write.isSettled || $0.leader == nil },
            then: { state in !write.isSettled && self.mayLead(&state) })
    }

    /// Takes the lead if there is something to do and nobody has it.
    private func mayLead(_ state: inout State) -> Bool {
        guard state.leader == nil, !state.waiting.isEmpty else { return false }
        state.leader = pthread_self()
        return true
    }

    /// Commits what has queued, then hands the lead on. The caller has the lead.
    private func leadOneBatch() {
        pauseForOthers()
        let batch = monitor.withLock { state in
            let batch = self.nextBatch(of: state.waiting)
            state.waiting.removeFirst(batch.count)
            return batch
        }
        commit(batch)
        let successor = monitor.withLock { state in
            state.lastCommitEnd = MonotonicClock.now
            state.lastBatch = batch.count
            state.leader = nil
            for write in batch { write.isSettled = true }
            return state.waiting.first
        }
        // Not under the lock, which is the first thing that whoever wakes up wants.
        for write in batch { write.wakeUp?.signal() }
        idle.broadcast()
        // A sleeping writer takes the lead where one is next. Where none need be asleep, the queue's own thread does.
        successor?.wakeUp?.signal()
        if successor?.isSubmitted == true { work.signal() }
        for write in batch { write.complete() }
    }

    private func nextBatch(of waiting: [QueuedWrite]) -> [QueuedWrite] {
        if let first = waiting.first, first.isAlone { return [first] }
        return Array(waiting.prefix(maximumBatch).prefix { !$0.isAlone })
    }

    /// Lets go of the engine's lock for a moment, and as long as those whose writes the last commit carried come back
    /// with the next: they wake one after the other, and a commit that left without them would make them wait for two.
    private func pauseForOthers() {
        let (lastCommitEnd, lastBatch) = monitor.withLock { ($0.lastCommitEnd, $0.lastBatch) }
        let since = MonotonicClock.now &- lastCommitEnd
        guard since < Self.pause else { return }
        sleep(nanoseconds: Self.pause - since)
        var seen = count
        for _ in 0..<Self.maximumPauses where seen < lastBatch {
            sleep(nanoseconds: Self.pause)
            let now = count
            guard now > seen else { return }
            seen = now
        }
    }

    private func sleep(nanoseconds: UInt64) {
        var rest = timespec(tv_sec: 0, tv_nsec: Int(nanoseconds))
        nanosleep(&rest, nil)
    }
}

extension CommitQueue {
    private func startThread() throws(StoreError) {
        try monitor.withLock { state throws(StoreError) in
            guard state.thread == nil, !state.isClosed else { return }
            var thread = pthread_t()
            let queue = Unmanaged.passRetained(self)
            let status = pthread_create(
                &thread, nil,
                { queue in
                    guard let queue else { return nil }
                    Unmanaged<CommitQueue>.fromOpaque(queue).takeRetainedValue().leadUntilClosed()
                    return nil
                },
                queue.toOpaque())
            guard status == 0 else {
                queue.release()
                throw .unavailable("The system refused a thread for the writes (error \(status)).")
            }
            state.thread = thread
        }
    }

    /// The life of the queue's own thread.
    private func leadUntilClosed() {
        while true {
            let leads = monitor.wait(
                on: work,
                until: { state in
                    state.leader == nil && !state.waiting.isEmpty || state.isClosed && state.waiting.isEmpty
                },
                then: { state in self.mayLead(&state) }
            )
            guard leads else { return }
            leadOneBatch()
        }
    }
}

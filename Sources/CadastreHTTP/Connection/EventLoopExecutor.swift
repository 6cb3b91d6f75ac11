import NIOCore

/// Runs tasks on one event loop.
///
/// A connection's tasks run on the thread that reads and writes its socket, so that an answer takes no hop from one
/// thread to another: a hop costs about 10 µs, a read of a property less.
final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    /// An executor over `eventLoop`, which must outlive the tasks.
    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

import Glibc

/// What a round is measured with.
enum Stopwatch {
    /// The time that this thread has computed. What it does without waiting for anything takes as long as that where
    /// nobody else uses the machine; where others do, this does not count them.
    case computing
    /// The time that all threads of this process have computed.
    case computingOnAllThreads
    /// The time that passes: for what waits for a disk or for other threads.
    case passing

    /// Seconds since some moment.
    var seconds: Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private var clock: clockid_t {
        switch self {
        case .computing: CLOCK_THREAD_CPUTIME_ID
        case .computingOnAllThreads: CLOCK_PROCESS_CPUTIME_ID
        case .passing: CLOCK_MONOTONIC
        }
    }
}

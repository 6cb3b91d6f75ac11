public import Glibc

/// Processes that a test makes by `fork`. Swift hides it, as a child has but one thread; so a test forks in a process
/// of its own (an exit test), and a child does little before it ends.
public enum Forking {
    private typealias Fork = @convention(c) () -> pid_t

    /// Runs `body` in a child, which then exits with what it returned.
    ///
    /// - Returns: The child.
    public static func child(_ body: () -> Int32) -> pid_t {
        guard let symbol = dlsym(nil, "fork") else { return -1 }
        let child = unsafeBitCast(symbol, to: Fork.self)()
        if child == 0 { _exit(body()) }
        return child
    }

    /// Waits for a child.
    ///
    /// - Returns: What it exited with, or -1 if it was killed.
    public static func status(of child: pid_t) -> Int32 {
        var status: Int32 = 0
        guard waitpid(child, &status, 0) == child, status & 0x7F == 0 else { return -1 }
        return status >> 8 & 0xFF
    }

    /// Kills a child and waits for its end.
    public static func kill(_ child: pid_t) {
        Glibc.kill(child, SIGKILL)
        waitpid(child, nil, 0)
    }
}

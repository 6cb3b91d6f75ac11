import Glibc

/// Processes that a test makes by `fork`. Swift hides it, as a child has but one thread; the tests do it in a process
/// of their own (an exit test), and a child does little before it ends.
enum Forking {
    private typealias Fork = @convention(c) () -> pid_t

    /// Forks. Returns 0 in the child, and the child in the parent.
    static func fork() -> pid_t {
        guard let symbol = dlsym(nil, "fork") else { return -1 }
        return unsafeBitCast(symbol, to: Fork.self)()
    }

    /// Runs `body` in a child, which then exits with what it returned. Returns the child.
    static func child(_ body: () -> Int32) -> pid_t {
        let child = fork()
        if child == 0 { _exit(body()) }
        return child
    }

    /// Waits for a child. Returns what it exited with, or -1 if it was killed.
    static func status(of child: pid_t) -> Int32 {
        var status: Int32 = 0
        guard child > 0, waitpid(child, &status, 0) == child, status & 0x7F == 0 else { return -1 }
        return status >> 8 & 0xFF
    }

    /// Kills a child and waits for its end. What is no child is left alone: to the system, -1 means every process.
    static func kill(_ child: pid_t) {
        guard child > 0 else { return }
        Glibc.kill(child, SIGKILL)
        waitpid(child, nil, 0)
    }
}

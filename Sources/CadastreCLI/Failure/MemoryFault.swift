import Glibc

/// The last resort where the data file, which is mapped into memory, can't be read: a file that somebody shortened, a
/// disk that fails, a page that is damaged in a way that LMDB stumbles over.
///
/// Only the command does this. A library has no business with the signals of its host.
enum MemoryFault {
    /// Makes the process end with one sentence and the status of a failed reading, rather than by a signal.
    ///
    /// Nobody is answered meanwhile who was not before; what was acknowledged is on the disk.
    static func endWithSentence() {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in
            // Nothing but what is allowed in a handler: no allocation, no lock, two system calls.
            let sentence: StaticString = """
                Stopped by a fault in memory, as a damaged, shortened or unreadable data file makes one. \
                Run cadastre check, and restore a backup where it finds anything.

                """
            _ = write(STDERR_FILENO, sentence.utf8Start, sentence.utf8CodeUnitCount)
            _exit(CommandStatus.inputOutput.rawValue)
        }
        sigemptyset(&action.sa_mask)
        // SIGABRT: how LMDB ends where it finds its pages in a state that can't be.
        for signal in [SIGBUS, SIGSEGV, SIGABRT] { sigaction(signal, &action, nil) }
    }
}

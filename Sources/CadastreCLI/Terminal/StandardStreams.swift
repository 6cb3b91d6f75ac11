import Glibc

/// The three descriptors that every program is to start with.
enum StandardStreams {
    /// Takes the places of those that are closed, or the next files to be opened would: an answer would be written into
    /// the store.
    ///
    /// What takes a place is open the wrong way round, so that using it fails as using what is closed would.
    static func reserve() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
            // The lowest that is free, and so this one.
            guard open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY) == descriptor else {
                exit(CommandStatus.inputOutput.rawValue)
            }
        }
    }
}

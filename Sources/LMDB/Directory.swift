internal import Glibc

/// What is done with directories.
enum Directory {
    /// Writes the entries of a directory to disk. Returns an `errno`, or 0.
    static func synchronise(_ path: String) -> Int32 {
        let directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { return errno }
        defer { close(directory) }
        return fsync(directory) == 0 ? 0 : errno
    }
}

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

    /// Whether the file system that a directory is on has no room to speak of.
    static func isFull(_ path: String) -> Bool {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return false }
        return UInt64(status.f_bavail) * UInt64(status.f_frsize) < 1 << 20
    }
}

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

    /// Makes a directory, which only its owner can enter, unless it is there.
    static func make(_ path: String, during operation: LMDBError.Operation) throws(LMDBError) {
        guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
        let code = errno
        guard code == ENOENT else { throw LMDBError(code: code, during: operation, subject: path) }
        throw LMDBError(.noParent, code: code, during: operation, subject: parent(of: path))
    }

    /// The path without its last part.
    private static func parent(of path: String) -> String {
        let whole = path.reversed().drop { $0 == "/" }
        let parent = whole.drop { $0 != "/" }.drop { $0 == "/" }
        if parent.isEmpty { return path.hasPrefix("/") ? "/" : "." }
        return String(parent.reversed())
    }
}

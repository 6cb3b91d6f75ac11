import Glibc

/// A directory that a command is to make.
enum NewDirectory {
    /// Refuses a path that no directory can be made at: in a directory that is not there, or where a file is.
    static func requirePlace(for path: String) throws(CommandFailure) {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else {
                throw CommandFailure(.exists, "\(path) is a file: name a directory.")
            }
        } else if errno != ENOENT {
            throw CommandFailure("make \(path)", errno: errno)
        } else if let slash = path.dropLast(path.hasSuffix("/") ? 1 : 0).lastIndex(of: "/") {
            let parent = slash == path.startIndex ? "/" : String(path[..<slash])
            guard stat(parent, &status) == 0 else {
                throw CommandFailure(.missing, "There is no directory \(parent) to make \(path) in.")
            }
        }
    }

    /// Makes the directory at `path`, which only its owner can enter, unless it is there.
    static func make(_ path: String) throws(CommandFailure) {
        try requirePlace(for: path)
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw CommandFailure("make \(path)", errno: errno) }
    }

    /// Refuses a path where something is, but for an empty directory, or where none can be made.
    static func require(_ path: String) throws(CommandFailure) {
        try requirePlace(for: path)
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT { return }
            throw CommandFailure("make \(path)", errno: errno)
        }
        guard let directory = opendir(path) else {
            throw CommandFailure(.exists, "\(path) is there already: name a directory that is not.")
        }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { $0 } }
            if name != [0x2E], name != [0x2E, 0x2E] {
                throw CommandFailure(.exists, "\(path) is there already and not empty: name a new directory.")
            }
        }
    }
}

import Glibc

/// A directory that a command is to make.
enum NewDirectory {
    /// Refuses a path where something is, but for an empty directory.
    static func require(_ path: String) throws(CommandFailure) {
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

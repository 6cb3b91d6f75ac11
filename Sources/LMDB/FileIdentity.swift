internal import Glibc

/// The file behind a path, whatever the path.
struct FileIdentity: Hashable, Sendable {
    let device: UInt
    let inode: UInt

    /// The identity and size of the file at `path`. `nil` if there is none.
    static func status(of path: String) -> (identity: FileIdentity, size: Int)? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return (FileIdentity(device: UInt(status.st_dev), inode: UInt(status.st_ino)), Int(status.st_size))
    }
}

import Glibc
import LMDB

extension Store {
    /// Writes a copy of the store into a new directory, while others read and write.
    ///
    /// The copy is one snapshot, compacted: free space is left out. Before it gets its name every record and every
    /// index entry in it is counted, one by one, and compared with the counts that the store keeps. So a directory
    /// `target` is either a whole copy on the disk, or not there. It can be opened as it is.
    ///
    /// - Parameter target: A directory that is not there yet, or is empty. Its parent must exist.
    /// - Returns: What was counted.
    /// - Throws: `.misuse` where `target` holds something; `.full`, `.unavailable`; `.corrupt` where the counts differ.
    @discardableResult
    public func backup(to target: String) throws(StoreError) -> BackupReport {
        // A store that is closed, or a parent's, is refused before anything is looked at.
        _ = try translating { () throws(LMDBError) in try storage.environment.information }
        let target = Self.withoutTrailingSlashes(target)
        guard Self.isFree(target) else {
            throw .misuse("\(target) holds something already. Choose another directory for the backup.")
        }
        let partial = "\(target).partial-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        do throws(StoreError) {
            try translating { () throws(LMDBError) in try storage.environment.copy(to: partial) }
            let report = try BackupCheck.count(partial)
            unlink(partial + "/lock.mdb")
            guard rename(partial, target) == 0 else { throw Self.backupFailure(target, errno) }
            try Self.synchronise(parentOf: target)
            return report
        } catch {
            for name in ["/data.mdb", "/lock.mdb"] { unlink(partial + name) }
            rmdir(partial)
            throw error
        }
    }

    private static func withoutTrailingSlashes(_ path: String) -> String {
        var path = Substring(path)
        while path.count > 1, path.last == "/" { path.removeLast() }
        return String(path)
    }

    /// Whether nothing is there but perhaps an empty directory, whose place the copy takes when it is whole.
    private static func isFree(_ target: String) -> Bool {
        guard let directory = opendir(target) else { return errno == ENOENT }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { name in name.prefix { $0 != 0 }.map { $0 } }
            if name != [UInt8(ascii: ".")], name != Array("..".utf8) { return false }
        }
        return true
    }

    /// Writes the new name to the disk.
    private static func synchronise(parentOf target: String) throws(StoreError) {
        let directory = Glibc.open(target + "/..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw backupFailure(target, errno) }
        defer { Glibc.close(directory) }
        guard fsync(directory) == 0 else { throw backupFailure(target, errno) }
    }

    private static func backupFailure(_ target: String, _ code: Int32) -> StoreError {
        .unavailable("The backup \(target) can't be written: \(String(cString: strerror(code))).")
    }
}

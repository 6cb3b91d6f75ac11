import Glibc
import LMDB

/// A directory of a store that is made under another name, and gets its own when all of it is there.
///
/// So what has the name is whole, whenever the process or the machine stops. What was being made then lies beside it,
/// with ``partialMark`` in its name.
struct NewStore {
    /// What the name of a directory that is not whole yet has in it, after the name that it will get.
    static let partialMark = ".partial-"

    /// The directory to be.
    let target: String
    /// The directory until then.
    let partial: String

    /// - Parameter target: A directory that is not there yet, or is empty.
    /// - Throws: `.misuse` where it holds something.
    init(at target: String, toBe purpose: String) throws(StoreError) {
        let target = Self.withoutTrailingSlashes(target)
        guard Self.isFree(target) else {
            throw .misuse("\(target) holds something already. Choose another directory for the \(purpose).")
        }
        self.target = target
        partial = "\(target)\(Self.partialMark)\(getpid())-\(UInt32.random(in: 0 ... .max))"
    }

    /// The process that makes, or made, what has such a name; `nil` for any other name.
    static func process(inPartialName name: String) -> pid_t? {
        // Byte by byte: what the standard library has for it would bring another library along.
        let (bytes, mark) = (Array(name.utf8), Array(partialMark.utf8))
        guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) else { return nil }
        let parts = String(decoding: bytes[(place + mark.count)...], as: UTF8.self)
            .split(separator: "-" as Character, omittingEmptySubsequences: false)
        guard parts.count == 2, UInt32(parts[1]) != nil else { return nil }
        return pid_t(parts[0])
    }

    /// Gives the directory its name, for good. Nobody has it open.
    func finish() throws(StoreError) {
        for name in Self.remade { unlink("\(partial)/\(name)") }
        guard rename(partial, target) == 0 else { throw failure(errno) }
        try synchroniseParent()
    }

    /// Removes what is there of it.
    func abandon() {
        for name in ["data.mdb"] + Self.remade { unlink("\(partial)/\(name)") }
        rmdir(partial)
    }

    /// Files that every opening makes where they are not there.
    private static let remade = ["lock.mdb", DecayingCounters.fileName]

    private static func withoutTrailingSlashes(_ path: String) -> String {
        var path = Substring(path)
        while path.count > 1, path.last == "/" { path.removeLast() }
        return String(path)
    }

    /// Whether nothing is there but perhaps an empty directory, whose place the new one takes when it is whole.
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
    private func synchroniseParent() throws(StoreError) {
        let directory = Glibc.open(target + "/..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw failure(errno) }
        defer { Glibc.close(directory) }
        guard fsync(directory) == 0 else { throw failure(errno) }
    }

    private func failure(_ code: Int32) -> StoreError {
        .unavailable("\(target) can't be written: \(String(cString: strerror(code))).")
    }
}

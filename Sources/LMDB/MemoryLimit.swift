internal import Glibc

/// The memory that this process may use, with the page cache of what it reads: the machine's, or less where a control group
/// says so.
struct MemoryLimit {
    /// What is before the paths of the system's files. Tests put a directory of their own here.
    var root = ""
    /// The bytes that the machine has. `nil` where the system does not tell.
    var physical = Self.physical()

    private static let longestFile = 1 << 16

    /// The bytes. `nil` where the system tells nothing.
    var bytes: Int? {
        let groups = text(of: "/proc/self/cgroup").split(separator: "\n").flatMap(limits(of:))
        return (groups + [physical].compactMap(\.self)).min()
    }

    private static func physical() -> Int? {
        let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
        return pages > 0 && size > 0 ? pages * size : nil
    }

    /// What bounds the group that a line of `/proc/self/cgroup` names, and the groups around it.
    ///
    /// In a container the path may be the host's, which is not to be seen there: the root is the container's group then.
    private func limits(of line: Substring) -> [Int] {
        let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3, let files = Self.files(ofControllers: fields[1]) else { return [] }
        let names = fields[2].split(separator: "/")
        return (0...names.count).flatMap { count in
            let group = names.prefix(count).map { "/" + $0 }.joined()
            // "max" is no number.
            return files.names.compactMap { Int(text(of: files.mount + group + "/" + $0).prefix { $0 != "\n" }) }
        }
    }

    /// Where the limits of a hierarchy are: version 2 has one for all controllers, and names none.
    private static func files(ofControllers controllers: Substring) -> (mount: String, names: [String])? {
        if controllers.isEmpty { return ("/sys/fs/cgroup", ["memory.max", "memory.high"]) }
        guard controllers.split(separator: ",").contains("memory") else { return nil }
        return ("/sys/fs/cgroup/memory", ["memory.limit_in_bytes"])
    }

    /// What the file at a path says. Nothing where it can't be read.
    private func text(of path: String) -> String {
        let descriptor = open(root + path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        return String(unsafeUninitializedCapacity: Self.longestFile) { buffer in
            max(read(descriptor, buffer.baseAddress, buffer.count), 0)
        }
    }
}

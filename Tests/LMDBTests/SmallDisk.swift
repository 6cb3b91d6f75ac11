import Glibc

/// A small file system in memory, seen by one thread alone. It goes with its process.
enum SmallDisk {
    private typealias Unshare = @convention(c) (Int32) -> Int32
    private typealias Mount =
        @convention(c) (
            UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafePointer<CChar>, CUnsignedLong, UnsafePointer<CChar>?
        ) -> Int32

    private static let newMounts: Int32 = 0x2_0000
    private static let privateForAll: CUnsignedLong = 0x4_4000
    private static let remountReadOnly: CUnsignedLong = 0x21

    /// Whether this process may make one: as root outside of most containers.
    static let isPossible = Forking.status(of: Forking.child { separate() ? 0 : 1 }) == 0

    /// Mounts one of so many bytes on a directory, for this thread. Returns whether it did.
    static func mount(on path: String, bytes: Int) -> Bool {
        guard mkdir(path, 0o700) == 0, separate(), let mount = function(named: "mount", Mount.self) else {
            return false
        }
        return mount("tmpfs", path, "tmpfs", 0, "size=\(bytes)") == 0
    }

    /// Makes what is mounted on a directory read-only. Returns whether it did.
    static func makeReadOnly(_ path: String) -> Bool {
        guard let mount = function(named: "mount", Mount.self) else { return false }
        return mount("tmpfs", path, "tmpfs", remountReadOnly, nil) == 0
    }

    /// Keeps what this thread mounts to itself.
    private static func separate() -> Bool {
        guard let unshare = function(named: "unshare", Unshare.self), let mount = function(named: "mount", Mount.self)
        else {
            return false
        }
        return unshare(newMounts) == 0 && mount("none", "/", "none", privateForAll, nil) == 0
    }

    /// A function that Swift's Glibc module leaves out.
    private static func function<Function>(named name: String, _: Function.Type) -> Function? {
        dlsym(nil, name).map { unsafeBitCast($0, to: Function.self) }
    }
}

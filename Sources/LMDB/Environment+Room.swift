internal import CLMDB
internal import Glibc

extension Environment {
    /// What there is for writes to go to, now.
    public struct Room: Sendable, Equatable {
        /// Whether the map has no more left than what is kept for deleting: what grows is refused.
        public let isMapFull: Bool
        /// The bytes that this process may still use of the file system.
        public let freeDiskBytes: Int
        /// Whether the file system is mounted for reading only.
        public let isFileSystemReadOnly: Bool
    }

    /// What there is for writes to go to, now. Asks the system and LMDB, and writes nothing.
    public var room: Room {
        get throws(LMDBError) {
            try checkOpen(.inspect)
            return try shared.room()
        }
    }
}

extension SharedEnvironment {
    fileprivate func room() throws(LMDBError) -> Environment.Room {
        let raw = try enterOpen(.inspect)
        defer { leave() }
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { throw LMDBError(code: errno, during: .inspect, subject: path) }
        let (freeBytes, overflows) = Int(clamping: status.f_bavail)
            .multipliedReportingOverflow(by: Int(clamping: status.f_frsize))
        return Environment.Room(
            isMapFull: Headroom(of: raw).isReached,
            freeDiskBytes: overflows ? .max : freeBytes,
            isFileSystemReadOnly: Int(status.f_flag) & Int(ST_RDONLY) != 0)
    }
}

internal import CLMDB
internal import Glibc

extension Environment {
    /// What there is for writes to go to, now.
    public struct Room: Sendable, Equatable {
        /// Whether the map has no more left than what is kept for deleting: what grows is refused.
        public let isMapFull: Bool
        /// The file system of the data file.
        public let fileSystem: FileSystem
    }

    /// What there is for writes to go to, now. Asks the system and LMDB, and writes nothing.
    public var room: Room {
        get throws(LMDBError) {
            try checkOpen(.inspect)
            return try shared.room()
        }
    }

    /// The version of the LMDB library: `0.9.24`.
    public static var libraryVersion: String {
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        mdb_version(&major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }
}

extension SharedEnvironment {
    fileprivate func room() throws(LMDBError) -> Environment.Room {
        let raw = try enterOpen(.inspect)
        defer { leave() }
        guard let fileSystem = FileSystem(of: path) else {
            throw LMDBError(code: errno, during: .inspect, subject: path)
        }
        return Environment.Room(isMapFull: Headroom(of: raw).isReached, fileSystem: fileSystem)
    }
}

internal import CLMDB
internal import Glibc

extension LMDBError {
    /// The kinds of failure. New ones may be added.
    public enum Kind: Sendable, CaseIterable {
        /// The key, or the pair, is there already.
        case keyExists
        /// The key is not there. Reads return `nil` rather than throw this.
        case notFound
        /// The map is full: the data has reached the address space that was asked for.
        case mapFull
        /// More named databases than ``Environment/Options/maximumDatabases``.
        case databasesFull
        /// Every reader slot is taken, by this and other processes, and none by a dead one.
        case readersFull
        /// The transaction changes too many pages.
        case transactionFull
        /// Another process made the map larger, and this one can't follow while its own transactions run.
        case mapResized
        /// The file is not one of LMDB's.
        case invalidFile
        /// The file is of another version of LMDB.
        case versionMismatch
        /// The file is shorter than its own pages.
        case truncated
        /// A page is not what it should be.
        case corrupted
        /// A page that should be there is not.
        case pageNotFound
        /// An earlier write failed half-way, and the environment has to be opened anew.
        case panic
        /// A database exists with other properties, or is no database.
        case incompatible
        /// The key is empty or longer than ``Database/maximumKeySize``.
        case badKeySize
        /// The value is not of the size that its database takes.
        case badValueSize
        /// The database belongs to another environment, or was opened after the transaction had begun.
        case badDatabase
        /// A reader slot was taken over; the transaction can't go on.
        case badReaderSlot
        /// An earlier operation of this transaction failed, so that it can only be aborted.
        case badTransaction
        /// A cursor was asked where it stands before it stood anywhere.
        case cursorNotPositioned
        /// A change was asked for while page bytes or a cursor of the same transaction were lent.
        case pagesLent
        /// A write transaction was begun by a thread that has one already, or ended by another thread.
        case wrongThread
        /// A nested transaction was ended that nobody had begun, or the outer one while it ran.
        case nesting
        /// A write was asked of a read-only environment.
        case readOnly
        /// The environment has been closed.
        case closed
        /// The handle comes from the process that forked this one.
        case afterFork
        /// The environment is open in this process with other options.
        case optionsDiffer
        /// The directory or its data file is not there.
        case missing
        /// The directory in which another would be made is not there.
        case noParent
        /// The files were moved, replaced or deleted after they had been opened.
        case removed
        /// What should be a directory, or the way to one, is a file.
        case notDirectory
        /// What would be made exists.
        case alreadyExists
        /// The directory is on a network file system.
        case networkFileSystem
        /// No space is left on the device, or in the quota.
        case diskFull
        /// The files, or their directory, may not be read or written.
        case noPermission
        /// The file system is mounted read-only.
        case readOnlyFileSystem
        /// The device failed.
        case inputOutput
        /// The address space that was asked for can't be had.
        case noAddressSpace
        /// No memory is left.
        case noMemory
        /// The process has too many files open.
        case tooManyFiles
        /// The files stayed busy: other processes open and close them all the time.
        case busy
        /// Anything else; the code tells.
        case other

        init(code: Int32, during operation: Operation) {
            self = Kind.ofLMDB[code] ?? Kind.ofSystem[code] ?? .other
            if self == .noMemory, operation == .openEnvironment { self = .noAddressSpace }
        }

        private static let ofLMDB: [Int32: Kind] = [
            MDB_KEYEXIST: .keyExists, MDB_NOTFOUND: .notFound, MDB_PAGE_NOTFOUND: .pageNotFound,
            MDB_CORRUPTED: .corrupted, MDB_PANIC: .panic, MDB_VERSION_MISMATCH: .versionMismatch,
            MDB_INVALID: .invalidFile, MDB_MAP_FULL: .mapFull, MDB_DBS_FULL: .databasesFull,
            MDB_READERS_FULL: .readersFull, MDB_TXN_FULL: .transactionFull, MDB_CURSOR_FULL: .corrupted,
            MDB_PAGE_FULL: .corrupted, MDB_MAP_RESIZED: .mapResized, MDB_INCOMPATIBLE: .incompatible,
            MDB_BAD_RSLOT: .badReaderSlot, MDB_BAD_TXN: .badTransaction, MDB_BAD_VALSIZE: .badValueSize,
            MDB_BAD_DBI: .badDatabase,
        ]

        private static let ofSystem: [Int32: Kind] = [
            ENOSPC: .diskFull, EDQUOT: .diskFull, EFBIG: .diskFull, EACCES: .noPermission, EPERM: .noPermission,
            EROFS: .readOnlyFileSystem, EIO: .inputOutput, ENOMEM: .noMemory, ENOENT: .missing, ENOTDIR: .notDirectory,
            EEXIST: .alreadyExists, EMFILE: .tooManyFiles, ENFILE: .tooManyFiles, EAGAIN: .busy, EBUSY: .busy,
        ]
    }
}

internal import Glibc

/// A look at a data file before LMDB maps it: touching a page that is not there would kill the process.
///
/// It reads the file by plain calls, so it must not be used while the process has the environment open: closing the
/// file would drop the locks of the process on it.
struct DataFile: ~Copyable {
    /// What LMDB's page 0 or 1 says of a state of the file.
    struct Meta {
        let pageSize: Int
        /// The root of the tree of free pages. `nil` if that is empty.
        let freeRoot: Int?
        let lastPage: Int
        let transaction: UInt64
    }

    /// Where things lie in a page, in LMDB 0.9's data format 1 on a 64-bit machine.
    private enum Offset {
        static let magic = 16
        static let version = 20
        static let pageSize = 40
        static let freeRoot = 80
        static let lastPage = 136
        static let transaction = 144
        static let end = 152
    }
    private static let magic: UInt32 = 0xBEEF_C0DE
    private static let pageSizes = 512...65536
    private static let attempts = 5

    private let descriptor: Int32

    /// Opens the file at `path`. `nil` if it can't be: LMDB will say why.
    init?(path: String) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// What is wrong with the file, as far as mapping it is concerned. What LMDB itself finds is left to it.
    func flaw() -> LMDBError.Kind? {
        guard let first = meta(at: 0) else { return nil }
        guard Self.pageSizes.contains(first.pageSize), first.pageSize.nonzeroBitCount == 1 else { return .invalidFile }
        guard size >= 2 * first.pageSize else { return .truncated }
        for _ in 0..<Self.attempts {
            guard let meta = latestMeta(first.pageSize) else { return nil }
            guard meta.pageSize == first.pageSize else { return .invalidFile }
            // Asked for after the meta page was read: the file only grows.
            let pages = size / meta.pageSize
            guard meta.lastPage >= pages else { return nil }
            // LMDB does not write pages that were used and freed in one transaction, so the end may rightly be missing.
            if FreePages(of: meta, from: pages).isComplete(in: self) { return nil }
            // Another process may have committed meanwhile, and used the pages again that were looked at.
            if latestMeta(first.pageSize)?.transaction == meta.transaction { return .truncated }
        }
        // Somebody commits all the time, so the pages are there.
        return nil
    }

    private var size: Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// The newer of the two meta pages. `nil` if LMDB would not take the file.
    private func latestMeta(_ pageSize: Int) -> Meta? {
        guard let first = meta(at: 0), let second = meta(at: pageSize) else { return nil }
        return first.transaction > second.transaction ? first : second
    }

    private func meta(at offset: Int) -> Meta? {
        let bytes = read(Offset.end, at: offset)
        guard bytes.count == Offset.end, bytes.load(UInt32.self, at: Offset.magic) == Self.magic,
            bytes.load(UInt32.self, at: Offset.version) == 1,
            let pageSize = bytes.load(UInt32.self, at: Offset.pageSize),
            let freeRoot = bytes.load(UInt.self, at: Offset.freeRoot),
            let lastPage = bytes.load(UInt.self, at: Offset.lastPage),
            let transaction = bytes.load(UInt64.self, at: Offset.transaction)
        else { return nil }
        return Meta(
            pageSize: Int(pageSize), freeRoot: freeRoot == .max ? nil : Int(clamping: freeRoot),
            lastPage: Int(clamping: lastPage), transaction: transaction)
    }

    /// Up to `count` bytes of the file from `offset` on.
    func read(_ count: Int, at offset: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, read in
            while read < count {
                let more = pread(descriptor, buffer.baseAddress.map { $0 + read }, count - read, off_t(offset + read))
                if more < 0, errno == EINTR { continue }
                guard more > 0 else { return }
                read += more
            }
        }
    }
}

extension [UInt8] {
    /// The number at an offset, in the byte order of this machine. `nil` if it is not wholly there.
    func load<Number: FixedWidthInteger & BitwiseCopyable>(_: Number.Type, at offset: Int) -> Number? {
        guard offset >= 0, offset + MemoryLayout<Number>.size <= count else { return nil }
        return withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Number.self) }
    }
}

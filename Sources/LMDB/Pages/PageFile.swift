internal import CLMDB
internal import Glibc

/// The data file of an open environment, read by plain calls on LMDB's own descriptor.
///
/// Reading so can fail and can't fault, whatever is asked for. The descriptor is never opened or closed here: closing
/// one of the file would drop the locks of the process.
struct PageFile {
    let pageSize: Int
    private let descriptor: Int32

    /// - Parameter raw: LMDB's environment, which must stay open meanwhile.
    init(of raw: OpaquePointer) throws(LMDBError) {
        var descriptor: Int32 = -1
        var statistics = MDB_stat()
        try LMDBError.check(mdb_env_get_fd(raw, &descriptor), during: .examine)
        try LMDBError.check(mdb_env_stat(raw, &statistics), during: .examine)
        self.descriptor = descriptor
        pageSize = Int(statistics.ms_psize)
    }

    /// How many whole pages the file has now.
    var pageCount: Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) / pageSize : 0
    }

    /// Lends `count` bytes from the beginning of a page on. `nil` if they can't be read.
    func withBytes<Result>(_ count: Int, ofPage number: Int, _ body: (PageBytes) -> Result) -> Result? {
        guard count >= 0, number >= 0, number < Int.max / pageSize else { return nil }
        return withUnsafeTemporaryAllocation(byteCount: count, alignment: 8) { buffer in
            guard read(into: buffer, at: number * pageSize) else { return nil }
            return body(PageBytes(UnsafeRawBufferPointer(buffer)))
        }
    }

    private func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool {
        var done = 0
        while done < buffer.count {
            let more = pread(
                descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset + done))
            if more < 0, errno == EINTR { continue }
            guard more > 0 else { return false }
            done += more
        }
        return true
    }
}

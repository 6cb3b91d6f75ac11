import Glibc

extension DecayingCounters {
    static let fileName = "counters"

    /// Maps the counters of the store in `directory`, making their file where it is missing.
    static func open(in directory: String) throws(StoreError) -> DecayingCounters {
        let path = directory + "/" + fileName
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure("open", errno) }
        // A mapping outlives its descriptor.
        defer { close(file) }
        // Every block is given now: touching the map of a sparse file on a full disk would end the process by SIGBUS.
        // Nobody shortens the file, so what has been given stays.
        let status = posix_fallocate(file, 0, off_t(byteCount))
        guard status == 0 else { throw failure("make room for", status) }
        let memory = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
        guard let memory, memory != MAP_FAILED else { throw failure("map", errno) }
        return DecayingCounters(mapped: memory)
    }

    static func unmap(_ memory: UnsafeMutableRawPointer) {
        munmap(memory, byteCount)
    }

    private static func failure(_ action: String, _ code: Int32) -> StoreError {
        let reason = String(cString: strerror(code))
        let sentence = "Can't \(action) the file \(fileName) in the store's directory: \(reason)."
        return code == ENOSPC || code == EDQUOT ? .full("\(sentence) Free some space.") : .unavailable(sentence)
    }
}

import Glibc
import Testing

/// Memory behind which there is none: reading one byte too far ends the process.
final class GuardedPage {
    private let size = sysconf(Int32(_SC_PAGESIZE))
    private let start: UnsafeMutableRawPointer

    init() throws {
        let memory = mmap(nil, 2 * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        start = try #require(memory == MAP_FAILED ? nil : memory)
        try #require(mprotect(start + size, size, PROT_NONE) == 0)
    }

    deinit {
        munmap(start, 2 * size)
    }

    /// Lends a copy of up to a page of bytes that ends where the memory ends.
    func lend(_ bytes: [UInt8], to body: (UnsafeRawBufferPointer) -> Void) {
        let bytes = bytes.prefix(size)
        let place = UnsafeMutableRawBufferPointer(start: start + size - bytes.count, count: bytes.count)
        place.copyBytes(from: bytes)
        body(UnsafeRawBufferPointer(place))
    }
}

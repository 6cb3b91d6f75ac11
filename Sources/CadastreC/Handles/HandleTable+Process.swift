import Glibc
import Synchronization

extension HandleTable {
    /// The table of this process. A child that was forked finds none, and makes its own.
    static var current: UnsafePointer<HandleTable> {
        while true {
            let seen = word.address.pointee.load(ordering: .acquiring)
            if let table = UnsafePointer<HandleTable>(bitPattern: seen), word.isOfThisProcess { return table }
            let made = UnsafeMutablePointer<HandleTable>.allocate(capacity: 1)
            // From 1. It begins again where 255 processes in a line have been forked, each with a table.
            let epoch = lastEpoch.load(ordering: .relaxed) % (Handle.epochs - 1) + 1
            made.initialize(to: HandleTable(epoch: epoch))
            let result = word.address.pointee.compareExchange(
                expected: seen, desired: UInt(bitPattern: made), ordering: .acquiringAndReleasing)
            if result.exchanged {
                lastEpoch.store(epoch, ordering: .relaxed)
                newest.store(UInt(bitPattern: made), ordering: .relaxed)
                word.take()
                return UnsafePointer(made)
            }
            made.deinitialize(count: 1)
            made.deallocate()
        }
    }

    /// The epoch of the newest table that this process or a parent of it has made.
    private static let lastEpoch = Atomic<UInt64>(0)
    private static let word = ProcessWord()
    /// What the word holds, once more: leak checkers do not look into its page, and would take the table for lost.
    private static let newest = Atomic<UInt>(0)
}

/// Holds an address that a child of `fork` does not inherit: the kernel empties its page there, however the child was
/// made.
private struct ProcessWord: Sendable {
    // The memory is never given back, and only touched atomically.
    nonisolated(unsafe) let address: UnsafeMutablePointer<Atomic<UInt>>
    /// The process that the address belongs to, where the kernel (before 4.14, or of some sandbox) empties nothing.
    nonisolated(unsafe) private let process: UnsafeMutablePointer<Atomic<pid_t>>?

    init() {
        let size = sysconf(Int32(_SC_PAGESIZE))
        let page = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        if let page, page != MAP_FAILED, madvise(page, size, MADV_WIPEONFORK) == 0 {
            address = page.bindMemory(to: Atomic<UInt>.self, capacity: 1)
            process = nil
        } else {
            address = .allocate(capacity: 1)
            let process = UnsafeMutablePointer<Atomic<pid_t>>.allocate(capacity: 1)
            process.initialize(to: Atomic(0))
            self.process = process
        }
        address.initialize(to: Atomic(0))
    }

    var isOfThisProcess: Bool {
        guard let process else { return true }
        return process.pointee.load(ordering: .acquiring) == getpid()
    }

    func take() {
        process?.pointee.store(getpid(), ordering: .releasing)
    }
}

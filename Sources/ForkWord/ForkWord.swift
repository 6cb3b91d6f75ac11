import Glibc
public import Synchronization

/// A word that holds the address of what belongs to this process alone, and that a child of `fork` finds empty.
///
/// The kernel empties its page in a child (`MADV_WIPEONFORK`), however the child was made: no handler has to run, and to
/// look costs one read. Where the kernel does not do that, what the word leads to must know its own process id.
public struct ForkWord: Sendable {
    // The memory of both is never given back, and only touched atomically.
    /// Where it is, for what looks at it often.
    nonisolated(unsafe) public let address: UnsafeMutablePointer<Atomic<UInt>>
    /// Kernels before 4.14 and some sandboxes don't empty pages; there, the process id is to be asked for.
    public let isEmptiedByFork: Bool
    /// What the word holds, once more. Leak checkers do not look into its page, and would take that for lost.
    nonisolated(unsafe) private let copy: UnsafeMutablePointer<Atomic<UInt>>

    /// Makes a word that is empty.
    public init() {
        let size = sysconf(Int32(_SC_PAGESIZE))
        let page = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        if let page, page != MAP_FAILED {
            address = page.bindMemory(to: Atomic<UInt>.self, capacity: 1)
            isEmptiedByFork = madvise(page, size, MADV_WIPEONFORK) == 0
        } else {
            address = .allocate(capacity: 1)
            isEmptiedByFork = false
        }
        copy = .allocate(capacity: 1)
        address.initialize(to: Atomic(0))
        copy.initialize(to: Atomic(0))
    }

    /// What the word holds: 0 at first, and in a child.
    public var value: UInt { address.pointee.load(ordering: .acquiring) }

    /// Puts `new` into the word.
    ///
    /// - Returns: Whether it held `seen`; if not, it is left alone.
    public func replace(_ seen: UInt, with new: UInt) -> Bool {
        let result = address.pointee.compareExchange(expected: seen, desired: new, ordering: .acquiringAndReleasing)
        if result.exchanged { copy.pointee.store(new, ordering: .relaxed) }
        return result.exchanged
    }
}

import CForkGate
import Glibc
import Synchronization

/// A place in the table of handles.
///
/// One word says which use of the place it is, what is in it, whether it still is to be had, and how many calls have it
/// in hand. To go in is to add one and look whether the rest is what the handle says; who was wrong takes the one away
/// again. So a handle costs two atomic additions, and nobody ever waits for a lock, which a `fork` could leave held.
struct HandleSlot: ~Copyable {
    /// The calls that have it in hand, below; then the marks, the kind and the generation.
    private let state = Atomic<UInt64>(0)
    /// The address of what is in it. Written while nobody can have a handle to it, read by those who are in.
    private let content = Atomic<UInt>(0)
    /// What whoever waits for the last one to go out sleeps on. Posted too often rather than not at all.
    private let isLeft: UnsafeMutablePointer<sem_t>
    /// The next free place and 1, where this one is free; 0 is none.
    let nextFree = Atomic<UInt64>(0)
    /// Fills a line of the processor's cache, so that threads with different handles do not disturb each other.
    private let padding: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    private static let users: UInt64 = 1 << 20 - 1
    /// Nobody gets in any more; it can still be freed.
    private static let ended: UInt64 = 1 << 20
    /// It has been freed: who goes out last clears it.
    private static let freed: UInt64 = 1 << 21
    private static let marks = ended | freed
    private static let kindShift: UInt64 = 22
    private static let generationShift: UInt64 = 24

    /// - Parameter isLeft: A semaphore of this place alone, which lives as long.
    init(isLeft: UnsafeMutablePointer<sem_t>) {
        self.isLeft = isLeft
    }

    /// The part of the word that a handle must match.
    private static func key(of handle: Handle) -> UInt64 {
        handle.kind << kindShift | handle.generation << generationShift
    }
}

extension HandleSlot {
    /// Puts something in an empty place. The caller has taken the place from the free ones.
    ///
    /// - Returns: Which use of the place this is.
    func fill(_ content: UnsafeRawPointer, _ kind: Handle.Kind) -> UInt64 {
        self.content.store(UInt(bitPattern: content), ordering: .relaxed)
        let filled = state.wrappingAdd(kind.rawValue << Self.kindShift, ordering: .releasing).newValue
        return filled >> Self.generationShift
    }

    /// Goes in. What is given stays until ``leave()``.
    ///
    /// - Returns: `nil` where the handle is closed, or none: whoever gets that must go out all the same.
    func enter(_ handle: Handle) -> UnsafeRawPointer? {
        let seen = state.wrappingAdd(1, ordering: .acquiring).newValue
        return seen & ~Self.users == Self.key(of: handle) ? address : nil
    }

    /// Goes in whatever is there, as long as it is of this kind and not freed; otherwise as ``enter(_:)``.
    func enter(any kind: Handle.Kind) -> UnsafeRawPointer? {
        let seen = state.wrappingAdd(1, ordering: .acquiring).newValue
        guard seen >> Self.kindShift & 3 == kind.rawValue, seen & Self.freed == 0 else { return nil }
        return address
    }

    /// Goes out.
    ///
    /// - Returns: What was in it, if it has been freed and this was the last one: the place is empty now.
    func leave() -> (content: UnsafeRawPointer, canBeUsedAgain: Bool)? {
        let seen = state.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue
        guard seen & Self.marks != 0, seen & Self.users == 0 else { return nil }
        sem_post(isLeft)
        guard seen & Self.freed != 0 else { return nil }
        let generation = seen >> Self.generationShift + 1
        // Read before, as the place may be filled again at once.
        guard let content = address else { return nil }
        let isEmptied = state.compareExchange(
            expected: seen, desired: generation << Self.generationShift, ordering: .acquiringAndReleasing
        ).exchanged
        return isEmptied ? (content, generation < Handle.generations) : nil
    }

    /// Lets nobody in any more. Of two who try it on one handle, one succeeds.
    func end(_ handle: Handle) -> Bool {
        mark(handle, unless: Self.marks, adding: Self.ended)
    }

    /// Marks it as freed, and goes in: whoever succeeds must go out.
    func free(_ handle: Handle) -> Bool {
        mark(handle, unless: Self.freed, adding: Self.freed + 1)
    }

    /// Lets nobody in any more, where the caller is in.
    ///
    /// - Returns: Which use of the place it is.
    func end() -> UInt64 {
        state.bitwiseOr(Self.ended, ordering: .acquiringAndReleasing).newValue >> Self.generationShift
    }

    /// Sleeps until nobody is in. It must have ended, and the caller be out.
    ///
    /// Whoever is in may be in a callback, and fork there, or wait for a `fork`: this thread keeps none waiting.
    func waitForLast(generation: UInt64) {
        while true {
            let seen = state.load(ordering: .acquiring)
            if seen >> Self.generationShift != generation || seen & Self.users == 0 { return }
            fork_gate_step_out()
            sem_wait(isLeft)
            fork_gate_step_in()
        }
    }

    private var address: UnsafeRawPointer? { UnsafeRawPointer(bitPattern: content.load(ordering: .relaxed)) }

    private func mark(_ handle: Handle, unless marks: UInt64, adding change: UInt64) -> Bool {
        var seen = state.load(ordering: .acquiring)
        while seen & ~Self.users & ~(Self.marks & ~marks) == Self.key(of: handle) {
            let result = state.weakCompareExchange(
                expected: seen, desired: seen + change, ordering: .acquiringAndReleasing)
            if result.exchanged { return true }
            seen = result.original
        }
        return false
    }
}

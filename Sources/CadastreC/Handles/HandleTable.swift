import Glibc
import Synchronization

/// The handles that this process has made.
///
/// There are no locks in it: a child of `fork` has a table of its own, whatever the threads of its parent were at, and
/// knows its parent's handles by their epoch. A table is never given back.
struct HandleTable: ~Copyable {
    /// Tells the handles of this process from those of its parents.
    let epoch: UInt64
    /// The process that made it.
    let process = getpid()

    private static let chunkSize = 1_024
    private static let chunkCount = Int(Handle.mostSlots) / chunkSize

    /// The addresses of the places, so many at a time, or 0.
    private let chunks: UnsafeMutablePointer<Atomic<UInt>>
    /// How many places of each of them are in use.
    private let used: UnsafeMutablePointer<Atomic<Int>>
    /// How many places have ever been taken.
    private let taken = Atomic<UInt64>(0)
    /// The first free place and 1, and above it a count, which tells a place from the same one later.
    private let firstFree = Atomic<UInt64>(0)
    private static let placeMask: UInt64 = 1 << 32 - 1

    init(epoch: UInt64) {
        self.epoch = epoch
        chunks = .allocate(capacity: Self.chunkCount)
        used = .allocate(capacity: Self.chunkCount)
        for index in 0..<Self.chunkCount {
            (chunks + index).initialize(to: Atomic(0))
            (used + index).initialize(to: Atomic(0))
        }
    }

    /// For a table that nobody has seen.
    deinit {
        chunks.deinitialize(count: Self.chunkCount)
        chunks.deallocate()
        used.deinitialize(count: Self.chunkCount)
        used.deallocate()
    }
}

extension HandleTable {
    /// Makes a handle, which keeps `content` until it is freed.
    ///
    /// - Returns: `nil` where too many are open.
    func insert(_ content: some HandleContent) -> Handle? {
        guard let place = takePlace(), let slot = slot(at: place, making: true) else { return nil }
        let kind = type(of: content).kind
        count(1, at: place)
        let generation = slot.pointee.fill(Unmanaged.passRetained(content).toOpaque(), kind)
        return Handle(kind, slot: place, epoch: epoch, generation: generation)
    }

    /// Lends what a handle stands for; `nil` where it is closed, of another kind, or none.
    func with<Content: HandleContent, Result>(
        _ handle: Handle, _ body: (Content) throws -> Result
    ) rethrows -> Result? {
        guard handle.kind == Content.kind.rawValue, handle.epoch == epoch,
            let slot = slot(at: handle.slot, making: false)
        else { return nil }
        defer { leave(slot, at: handle.slot) }
        guard let content = slot.pointee.enter(handle) else { return nil }
        return try Unmanaged<Content>.fromOpaque(content)._withUnsafeGuaranteedRef { try body($0) }
    }

    /// Frees a handle; calls that have it in hand go on.
    ///
    /// - Returns: Whether it was one.
    func free(_ handle: Handle, _ kind: Handle.Kind) -> Bool {
        guard handle.kind == kind.rawValue, handle.epoch == epoch, let slot = slot(at: handle.slot, making: false),
            slot.pointee.free(handle)
        else { return false }
        leave(slot, at: handle.slot)
        return true
    }

    /// Lets no further call have a handle, and waits for those that have it.
    ///
    /// - Returns: What it stands for, which stays until the handle is freed; `nil` where somebody else has ended it, or
    ///   it is none.
    func end<Content: HandleContent>(_ handle: Handle, _ type: Content.Type) -> Content? {
        guard handle.kind == Content.kind.rawValue, handle.epoch == epoch,
            let slot = slot(at: handle.slot, making: false)
        else { return nil }
        let content: Content? = with(handle) { $0 }
        guard let content, slot.pointee.end(handle) else { return nil }
        slot.pointee.waitForLast(generation: handle.generation)
        return content
    }

    /// Lets no further call have any handle of a kind that `belongs`, and waits for those that have them.
    ///
    /// Nobody makes one that belongs meanwhile.
    func endAll<Content: HandleContent>(_ type: Content.Type, where belongs: (Content) -> Bool) {
        let last = min(taken.load(ordering: .acquiring), Handle.mostSlots)
        for chunk in 0..<Self.chunkCount where used[chunk].load(ordering: .acquiring) > 0 {
            let first = UInt64(chunk * Self.chunkSize)
            for place in first..<max(first, min(first + UInt64(Self.chunkSize), last)) {
                end(Content.self, at: place, where: belongs)
            }
        }
    }

    private func end<Content: HandleContent>(_ type: Content.Type, at place: UInt64, where belongs: (Content) -> Bool) {
        guard let slot = slot(at: place, making: false) else { return }
        var generation: UInt64?
        if let content = slot.pointee.enter(any: Content.kind) {
            let isMeant = Unmanaged<Content>.fromOpaque(content)._withUnsafeGuaranteedRef { belongs($0) }
            if isMeant { generation = slot.pointee.end() }
        }
        leave(slot, at: place)
        if let generation { slot.pointee.waitForLast(generation: generation) }
    }

    private func leave(_ slot: UnsafeMutablePointer<HandleSlot>, at place: UInt64) {
        guard let (content, canBeUsedAgain) = slot.pointee.leave() else { return }
        count(-1, at: place)
        if canBeUsedAgain { giveBack(place, slot) }
        Unmanaged<AnyObject>.fromOpaque(content).release()
    }
}

// MARK: Places

extension HandleTable {
    private func count(_ change: Int, at place: UInt64) {
        used[Int(place) / Self.chunkSize].wrappingAdd(change, ordering: .acquiringAndReleasing)
    }

    private func takePlace() -> UInt64? {
        var seen = firstFree.load(ordering: .acquiring)
        while seen & Self.placeMask != 0 {
            let place = seen & Self.placeMask - 1
            guard let slot = slot(at: place, making: false) else { return nil }
            let next = slot.pointee.nextFree.load(ordering: .relaxed)
            let result = firstFree.weakCompareExchange(
                expected: seen, desired: Self.counted(after: seen, next), ordering: .acquiringAndReleasing)
            if result.exchanged { return place }
            seen = result.original
        }
        let place = taken.wrappingAdd(1, ordering: .acquiringAndReleasing).oldValue
        if place < Handle.mostSlots { return place }
        taken.wrappingSubtract(1, ordering: .relaxed)
        return nil
    }

    private func giveBack(_ place: UInt64, _ slot: UnsafeMutablePointer<HandleSlot>) {
        var seen = firstFree.load(ordering: .relaxed)
        while true {
            slot.pointee.nextFree.store(seen & Self.placeMask, ordering: .relaxed)
            let result = firstFree.weakCompareExchange(
                expected: seen, desired: Self.counted(after: seen, place + 1), ordering: .acquiringAndReleasing)
            if result.exchanged { return }
            seen = result.original
        }
    }

    private static func counted(after seen: UInt64, _ place: UInt64) -> UInt64 {
        (seen | placeMask) &+ 1 | place
    }

    /// - Parameter making: Whether it is made where it was never used; otherwise any number may come in.
    private func slot(at place: UInt64, making: Bool) -> UnsafeMutablePointer<HandleSlot>? {
        let (chunk, offset) = Int(place).quotientAndRemainder(dividingBy: Self.chunkSize)
        let address = chunks[chunk].load(ordering: .acquiring)
        if let slots = UnsafeMutablePointer<HandleSlot>(bitPattern: address) { return slots + offset }
        return making ? makeChunk(chunk) + offset : nil
    }

    private func makeChunk(_ chunk: Int) -> UnsafeMutablePointer<HandleSlot> {
        let slots = UnsafeMutablePointer<HandleSlot>.allocate(capacity: Self.chunkSize)
        let semaphores = UnsafeMutablePointer<sem_t>.allocate(capacity: Self.chunkSize)
        for index in 0..<Self.chunkSize {
            (semaphores + index).initialize(to: sem_t())
            sem_init(semaphores + index, 0, 0)
            (slots + index).initialize(to: HandleSlot(isLeft: semaphores + index))
        }
        let result = chunks[chunk].compareExchange(
            expected: 0, desired: UInt(bitPattern: slots), ordering: .acquiringAndReleasing)
        if let first = UnsafeMutablePointer<HandleSlot>(bitPattern: result.original), !result.exchanged {
            slots.deinitialize(count: Self.chunkSize)
            slots.deallocate()
            semaphores.deallocate()
            return first
        }
        return slots
    }
}

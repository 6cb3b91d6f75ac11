import ForkWord
import Glibc
import Synchronization

extension HandleTable {
    /// The table of this process. A child that was forked finds none, and makes its own.
    static var current: UnsafePointer<HandleTable> {
        while true {
            let seen = word.value
            if let table = UnsafePointer<HandleTable>(bitPattern: seen), isOfThisProcess(table) { return table }
            let made = UnsafeMutablePointer<HandleTable>.allocate(capacity: 1)
            // From 1. It begins again where 255 processes in a line have been forked, each with a table.
            let epoch = lastEpoch.load(ordering: .relaxed) % (Handle.epochs - 1) + 1
            made.initialize(to: HandleTable(epoch: epoch))
            if word.replace(seen, with: UInt(bitPattern: made)) {
                lastEpoch.store(epoch, ordering: .relaxed)
                return UnsafePointer(made)
            }
            made.deinitialize(count: 1)
            made.deallocate()
        }
    }

    private static func isOfThisProcess(_ table: UnsafePointer<HandleTable>) -> Bool {
        word.isEmptiedByFork || table.pointee.process == getpid()
    }

    private static let word = ForkWord()
    /// The epoch of the newest table that this process or a parent of it has made.
    private static let lastEpoch = Atomic<UInt64>(0)
}

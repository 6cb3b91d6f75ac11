internal import ForkWord
internal import Glibc
internal import Synchronization

/// The process that opened environments, and those that it has open.
///
/// A child made by `fork` inherits the memory but must not touch the environments: their locks and reader slots are
/// its parent's. So the one of this process is found through a word that the kernel empties in a child: a check costs
/// one read, and holds whichever way the child was made.
final class OwningProcess: Sendable {
    /// The environments that are open, by their data file.
    let environments = Mutex<[FileIdentity: SharedEnvironment]>([:])
    private let identifier = getpid()

    /// What tells this process from a child of it.
    var mark: Mark {
        Mark(
            word: Self.word.address, owner: UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque()),
            identifier: Self.word.isEmptiedByFork ? nil : identifier)
    }

    /// The one of this process, made if need be.
    static var current: OwningProcess {
        while true {
            let seen = word.value
            if let pointer = UnsafeRawPointer(bitPattern: seen) {
                let process = Unmanaged<OwningProcess>.fromOpaque(pointer).takeUnretainedValue()
                if process.mark.isOfThisProcess { return process }
            }
            // Never released: environments of the parent refer to it, and its address must not be used again.
            let made = OwningProcess()
            let own = UInt(bitPattern: Unmanaged.passRetained(made).toOpaque())
            if word.replace(seen, with: own) { return made }
            Unmanaged.passUnretained(made).release()
        }
    }

    private static let word = ForkWord()
}

extension OwningProcess {
    /// Tells the process that made it from a child of that process. Plain memory, as it is looked at in every read.
    struct Mark: Sendable {
        // The memory is never given back, and only touched atomically.
        nonisolated(unsafe) fileprivate let word: UnsafeMutablePointer<Atomic<UInt>>
        /// What the word holds in the process that made this.
        fileprivate let owner: UInt
        /// The process id, where the kernel does not empty the word.
        fileprivate let identifier: pid_t?

        var isOfThisProcess: Bool {
            guard word.pointee.load(ordering: .relaxed) == owner else { return false }
            guard let identifier else { return true }
            return identifier == getpid()
        }
    }
}

import Synchronization

/// The counters of one open store, once somebody has asked for them.
final class SharedCounters: Sendable {
    private let counters = Mutex<DecayingCounters?>(nil)

    func open(in directory: String) throws(StoreError) -> DecayingCounters {
        try counters.withLock { (counters) throws(StoreError) in
            if let counters { return counters }
            let opened = try DecayingCounters.open(in: directory)
            counters = opened
            return opened
        }
    }
}

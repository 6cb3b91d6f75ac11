import NIOCore
import Synchronization

/// The connections of one listener, and since when each of them has waited for its client.
///
/// Where the last place is taken, the connection that has waited longest is closed: be it idle, sending slowly or not
/// taking its answer, it keeps nobody out. One whose request is being worked on is left alone; where all are, the next
/// that has been answered goes.
final class OpenConnections: Sendable {
    /// Asks a connection to go, if it still waits for its client since then.
    struct MakeRoom: Sendable {
        let waitingSince: NIODeadline
    }

    private let places = Mutex<[ObjectIdentifier: Place]>([:])
    /// Whether a place is wanted, and nobody was found to give up theirs.
    private let owesRoom = Atomic<Bool>(false)

    /// Takes up the connection.
    func add(_ place: Place) {
        places.withLock { $0[ObjectIdentifier(place)] = place }
    }

    /// Forgets a connection that is gone.
    func remove(_ place: Place) {
        places.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(place)) }
    }

    /// Sees to it that a connection goes: now, or with the next that has been answered.
    func makeRoom() {
        while let (place, since) = longestWaiting() {
            guard place.leave(since) else { continue }
            place.channel.pipeline.fireUserInboundEventTriggered(MakeRoom(waitingSince: since))
            return
        }
        owesRoom.store(true, ordering: .relaxed)
    }

    /// A connection has gone, for whatever reason.
    func roomCameAbout() {
        owesRoom.store(false, ordering: .relaxed)
    }

    /// Whether whoever asks should give up its place; to one of those who ask it is so.
    func takeOwedRoom() -> Bool {
        // Each answer passes here: it writes nothing unless there is something to take.
        owesRoom.load(ordering: .relaxed) && owesRoom.exchange(false, ordering: .relaxed)
    }

    private func longestWaiting() -> (place: Place, since: NIODeadline)? {
        places.withLock { places in
            var found: (place: Place, since: NIODeadline)?
            for place in places.values {
                guard let since = place.waitingSince, found.map({ since < $0.since }) ?? true else { continue }
                found = (place, since)
            }
            return found
        }
    }
}

extension OpenConnections {
    /// The place of one connection.
    final class Place: Sendable {
        private static let working = UInt64.max

        fileprivate let channel: any Channel
        private let nanoseconds = Atomic<UInt64>(Place.working)

        init(of channel: any Channel) {
            self.channel = channel
        }

        /// Since when the connection has waited for its client; `nil` while it works for it.
        fileprivate var waitingSince: NIODeadline? {
            let nanoseconds = nanoseconds.load(ordering: .relaxed)
            return nanoseconds == Self.working ? nil : .uptimeNanoseconds(nanoseconds)
        }

        func set(waitingSince since: NIODeadline?) {
            nanoseconds.store(since?.uptimeNanoseconds ?? Self.working, ordering: .relaxed)
        }

        /// Is nobody's choice any more, unless things have changed.
        fileprivate func leave(_ since: NIODeadline) -> Bool {
            nanoseconds.compareExchange(
                expected: since.uptimeNanoseconds, desired: Self.working, ordering: .relaxed
            ).exchanged
        }
    }
}

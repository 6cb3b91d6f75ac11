import EntityStore

/// Bounds how often a network may try: passwords, and sign-ups.
///
/// A try is counted before it is made and taken back when it turns out right, so that a hundred tries at the same time
/// can't all be the tenth. What is over the bound is refused before any hashing and is not counted. All counts are per
/// network, so nobody can lock somebody else out from another one.
struct Throttle: Sendable {
    /// How often one network may get the password of one address wrong.
    static let failuresPerAddress = DecayingLimit(10, per: 15 * 60)
    /// How often one network may get passwords wrong at all.
    static let failuresPerNetwork = DecayingLimit(100, per: 15 * 60)

    /// `nil` for a store that is open for reading alone, where nobody logs in.
    private let counters: DecayingCounters?
    /// Whoever does not have this can't tell which counter is whose.
    private let key: [UInt8]
    private let signUps: DecayingLimit?

    /// A throttle over the counters that all processes with this store share.
    ///
    /// - Parameter signUpsPerHour: How many sign-ups a network may try in an hour; `nil` for any number.
    init(in store: Store, signUpsPerHour: Int?) throws {
        counters = store.options.isReadOnly ? nil : try store.counters()
        let key = try store.read { transaction in try transaction.requireStoreKey(for: .throttle) }
        self.key = Array(Sodium.sha256(key.bytes).prefix(16))
        signUps = signUpsPerHour.map { DecayingLimit($0, per: 3_600) }
    }

    /// A try that has been counted.
    struct Attempt: Sendable {
        fileprivate let counters: DecayingCounters?
        fileprivate var hits: [Hit] = []

        /// Forgets the try, as it was right, or was not made.
        func takeBack(at moment: Timestamp) {
            for hit in hits { counters?.takeBack(hit.key, hit.limit, at: moment) }
        }
    }

    fileprivate struct Hit {
        let key: UInt64
        let limit: DecayingLimit
    }
}

extension Throttle {
    /// Counts a try at the password of the user with an address, as a failure until it is taken back.
    ///
    /// - Throws: `.throttled`
    func countLogin(
        as email: String, from address: NetworkAddress?, at moment: Timestamp
    ) throws(RegistryError) -> Attempt {
        let network = Network(address)
        return try count(
            [
                Hit(key: counter("address", network, email), limit: Self.failuresPerAddress),
                Hit(key: counter("network", network), limit: Self.failuresPerNetwork),
            ], at: moment)
    }

    /// Counts a sign-up.
    ///
    /// - Throws: `.throttled`
    func countSignUp(from address: NetworkAddress?, at moment: Timestamp) throws(RegistryError) -> Attempt {
        guard let signUps else { return Attempt(counters: counters) }
        return try count([Hit(key: counter("sign-up", Network(address)), limit: signUps)], at: moment)
    }

    private func count(_ hits: [Hit], at moment: Timestamp) throws(RegistryError) -> Attempt {
        var attempt = Attempt(counters: counters)
        for hit in hits {
            if let wait = counters?.hit(hit.key, hit.limit, at: moment) {
                attempt.takeBack(at: moment)
                throw .throttled(retryAfter: max(1, wait))
            }
            attempt.hits.append(hit)
        }
        return attempt
    }

    /// The counter of something that a network does.
    private func counter(_ what: String, _ network: Network, _ subject: String = "") -> UInt64 {
        var message = Array(what.utf8) + [0]
        message.append(UInt8(network.bytes.count))
        message += network.bytes
        message += subject.utf8
        return Sodium.sipHash(of: message, key: key)
    }
}

import EntityStore

/// Bounds how often a network may try: passwords, and sign-ups.
///
/// A try is counted before it is made and taken back when it turns out right, so that a hundred tries at the same time
/// can't all be the tenth. What is over the bound is refused before any hashing and is not counted; while others are
/// being tried that may turn out right, as busy, since it will soon be known. All counts are per network, so nobody can
/// lock somebody else out from another one.
struct Throttle: Sendable {
    /// How often one network may get the password of one address wrong.
    static let failuresPerAddress = DecayingLimit(10, per: 15 * 60)

    /// `nil` for a store that is open for reading alone, where nobody logs in.
    private let counters: DecayingCounters?
    /// Whoever does not have this can't tell which counter is whose.
    private let key: [UInt8]
    /// How often one network may get passwords wrong at all.
    private let failuresPerNetwork: DecayingLimit
    private let signUps: DecayingLimit?
    private let underWay = TriesUnderWay()

    /// A throttle over the counters that all processes with this store share.
    init(in store: Store, _ options: RegistryOptions) throws {
        counters = store.options.isReadOnly ? nil : try store.counters()
        let key = try store.read { transaction in try transaction.requireStoreKey(for: .throttle) }
        self.key = Array(Sodium.sha256(key.bytes).prefix(16))
        failuresPerNetwork = DecayingLimit(options.failedLoginsPerNetwork, per: 15 * 60)
        signUps = options.signUpsPerHour.map { DecayingLimit($0, per: 3_600) }
    }

    /// A try that has been counted. It must be ended once.
    struct Attempt: Sendable {
        fileprivate let counters: DecayingCounters?
        fileprivate let underWay: TriesUnderWay
        fileprivate var hits: [Hit] = []

        /// Ends the try.
        ///
        /// - Parameter counts: Whether it stays counted; otherwise it was right, or was not made.
        func end(counts: Bool, at moment: Timestamp) {
            for hit in hits {
                if !counts { counters?.takeBack(hit.key, hit.limit, at: moment) }
                underWay.end(hit.key)
            }
        }
    }

    fileprivate struct Hit {
        let key: UInt64
        let limit: DecayingLimit
    }
}

extension Throttle {
    /// How long to wait, in seconds, until it is known what the tries that are being made have come to.
    private static let retryAfter = 1

    /// Counts a try at the password of the user with an address, as a failure until it has ended as none.
    ///
    /// - Throws: `.throttled`, `.busy`
    func countLogin(
        as email: String, from address: NetworkAddress?, at moment: Timestamp
    ) throws(RegistryError) -> Attempt {
        let network = Network(address)
        return try count(
            [
                Hit(key: counter("address", network, email), limit: Self.failuresPerAddress),
                Hit(key: counter("network", network), limit: failuresPerNetwork),
            ], at: moment)
    }

    /// Counts a sign-up.
    ///
    /// - Throws: `.throttled`, `.busy`
    func countSignUp(from address: NetworkAddress?, at moment: Timestamp) throws(RegistryError) -> Attempt {
        guard let signUps else { return Attempt(counters: counters, underWay: underWay) }
        return try count([Hit(key: counter("sign-up", Network(address)), limit: signUps)], at: moment)
    }

    private func count(_ hits: [Hit], at moment: Timestamp) throws(RegistryError) -> Attempt {
        var attempt = Attempt(counters: counters, underWay: underWay)
        for hit in hits {
            switch underWay.begin(hit.key, { counters?.hit(hit.key, hit.limit, at: moment) }) {
            case .begun:
                attempt.hits.append(hit)
            case .refused(let wait, let othersAreUnderWay):
                attempt.end(counts: false, at: moment)
                throw othersAreUnderWay
                    ? .busy(retryAfter: Self.retryAfter) : .throttled(retryAfter: max(1, wait))
            }
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

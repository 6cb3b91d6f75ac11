public import EntityStore

/// The register: every operation, with every rule, over one store.
///
/// Each operation is one method that says who calls. What reads returns at once, from a snapshot that waits for nobody.
/// What changes something returns a ``Write``, which is queued when the caller says how it wants the answer. Checks and
/// change are one transaction.
///
/// A registry may be used from any thread. Several processes may have the same register open. A process that was
/// forked from one that has it open must open it anew; it is told so.
public final class Registry: Sendable {
    /// How many bytes the JSON of a request may have. A door need not read what is longer.
    public static let maximumRequestByteCount = 1_024 * 1_024

    let store: Store
    let clock: WallClock
    /// Where passwords wait to be hashed.
    let hashing = HashingGate()
    /// What bounds tries at passwords, and sign-ups.
    let throttle: Throttle
    /// What bounds how many properties a user has.
    let allowance: PropertyAllowance

    private init(store: Store, options: RegistryOptions) throws {
        self.store = store
        clock = options.clock
        allowance = PropertyAllowance(maximum: options.maximumPropertiesPerUser)
        throttle = try Throttle(in: store, options)
    }

    /// Opens the register in a directory, and makes one where there is none.
    ///
    /// - Throws: `.unavailable`, `.full`, `.incompatible`, `.corrupt`, `.misuse`, each with a sentence that says what
    ///   to do.
    public static func open(
        at directory: String, options: RegistryOptions = RegistryOptions()
    ) throws(RegistryError) -> Registry {
        guard Sodium.isReady else { throw .unavailable("libsodium can't find the system's random numbers.") }
        do {
            let store = try Store.open(
                at: directory, options: options.store,
                holding: [
                    PropertyType.self, Property.self, User.self, Credential.self, StoreKey.self,
                    RefreshFamily.self,
                ])
            try furnish(store, at: options.clock.now)
            return try Registry(store: store, options: options)
        } catch {
            throw RegistryError(any: error)
        }
    }

    /// What the register's clock says: what a ``SignUp`` takes for today.
    public var now: Timestamp { clock.now }

    /// Ends the use of the register: waits for the operations that run, then refuses further ones as `.misuse`.
    public func close() {
        store.close()
    }
}

extension Registry {
    /// Reads in one snapshot, as the caller that the snapshot knows.
    func read<Result>(
        as caller: Caller, _ body: (borrowing ReadTransaction, Standing) throws -> Result
    ) throws(RegistryError) -> Result {
        do {
            return try store.read { transaction in
                try body(transaction, try transaction.standing(of: caller, at: clock.now))
            }
        } catch {
            throw RegistryError(any: error)
        }
    }

    /// Reads in one snapshot what anyone may read, once it is clear that the caller is who they were.
    func read<Result>(
        as caller: Caller, _ body: (borrowing ReadTransaction) throws -> Result
    ) throws(RegistryError) -> Result {
        do {
            return try store.read { transaction in
                try transaction.requireCurrent(caller, at: clock.now)
                return try body(transaction)
            }
        } catch {
            throw RegistryError(any: error)
        }
    }

    /// A change by somebody: refused at once for anonymous callers, and checked against the store in its transaction.
    ///
    /// - Parameter isAlone: Whether it gets a commit of its own, as one of very many records should.
    func change<Result: Sendable>(
        as caller: Caller, isAlone: Bool = false,
        _ body: @escaping @Sendable (borrowing WriteTransaction, Standing) throws -> Result
    ) -> Write<Result> {
        if caller == .anonymous { return Write(refusing: .unauthenticated(.missing)) }
        return Write(in: store, isAlone: isAlone) { [clock] transaction in
            try body(transaction, try transaction.standing(of: caller, at: clock.now))
        }
    }

    /// A change for whose preparation, before it queues, something may be found wrong.
    ///
    /// That the caller is no longer who they were is answered before what is wrong with the request.
    func prepare<Result: Sendable>(as caller: Caller, _ body: () throws -> Write<Result>) -> Write<Result> {
        do throws(RegistryError) {
            return try reading(as: caller, body)
        } catch {
            return Write(refusing: error)
        }
    }

    /// Reads a request that only somebody who is logged in can make.
    ///
    /// - Throws: What is wrong with the request; but that nobody is logged in, or that the caller is no longer who they
    ///   were, comes before it.
    public func reading<Request>(
        as caller: Caller, _ body: () throws -> Request
    ) throws(RegistryError) -> Request {
        do {
            return try body()
        } catch let flaw {
            let flaw = RegistryError(any: flaw)
            // The program's own mistake is nobody's request.
            if case .misuse = flaw { throw flaw }
            if caller == .anonymous { throw .unauthenticated(.missing) }
            try read(as: caller) { _ in }
            throw flaw
        }
    }
}

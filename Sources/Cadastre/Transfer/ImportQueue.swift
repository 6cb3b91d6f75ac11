import EntityStore
import Glibc

/// Takes the steps of an import to the store, many in one transaction, and each transaction short. The next are
/// collected while a batch is being written.
///
/// Not for more than one thread at a time.
final class ImportQueue<Step: ImportStep> {
    /// A step, or why there is none.
    typealias Row = Result<Step, ImportRejection>
    typealias Outcome = Result<ImportOutcome, ImportRejection>

    /// How many steps wait for one transaction.
    static var capacity: Int { 512 }
    /// How many bytes wait, about: a few large properties are as much as many small ones.
    private static var byteCapacity: Int { 4 << 20 }
    /// How long a transaction's steps may take before the rest is left to the next one, in nanoseconds: 10 ms. With the
    /// commit that follows, others wait for less than 50 ms.
    private static var longestHold: UInt64 { 10_000_000 }

    private let registry: Registry
    private let options: ImportOptions
    private var waiting: [Row] = []
    private var waitingByteCount = 0
    /// What is being written, or could not be: one batch and no more, so that memory has a bound, and nothing that comes
    /// after a row at which the import stops is ever handed to the store.
    private var writing: [Row] = []
    /// What has been written, kept until the next is being: to give up hundreds of records takes a while.
    private var spent: [Row] = []
    /// The transaction that takes of `writing` what there is time for; `nil` where none has begun.
    private var pending: PendingWrite<[Outcome]>?
    private var preview = ImportPreview()
    /// What nobody has been told yet.
    private var rejections: [ImportRejection] = []
    /// What the import has come to, but for what is being written.
    private(set) var summary = ImportSummary()
    /// Whether the import has ended before its file has, as a row was rejected.
    private(set) var hasStopped = false

    init(_ registry: Registry, options: ImportOptions) {
        self.registry = registry
        self.options = options
    }

    /// Whether a batch has been handed to the store and not been heard of since.
    var isWriting: Bool { pending != nil }
    /// How many rows are held.
    var rowCount: Int { waiting.count + writing.count }

    /// Adds a row, or why it can't be taken.
    ///
    /// - Returns: The rows that have been rejected since the last call.
    /// - Throws: Why rows before it could not be written: the row is not taken then.
    func add(_ row: Row) throws(RegistryError) -> [ImportRejection] {
        if !hasStopped, waiting.count >= Self.capacity || waitingByteCount >= Self.byteCapacity { try writeWaiting() }
        if !hasStopped {
            waiting.append(row)
            if case .success(let step) = row { waitingByteCount += step.byteCount }
        }
        return takeRejections()
    }

    /// Sees to it that what is being written is.
    func settle() throws(RegistryError) -> [ImportRejection] {
        try settleWriting()
        return takeRejections()
    }

    /// Takes all that waits to the store.
    func flush() throws(RegistryError) -> [ImportRejection] {
        try settleWriting()
        takeWaiting()
        try settleWriting()
        return takeRejections()
    }

    /// Gives up at a row that no import may go past, unless the import has stopped before it.
    func fail(_ error: RegistryError) throws(RegistryError) -> [ImportRejection] {
        try settleWriting()
        if !hasStopped { throw error }
        return takeRejections()
    }

    /// The rows that have been rejected and that nobody has been told: what an error leaves.
    func takeRejections() -> [ImportRejection] {
        defer { rejections = [] }
        return rejections
    }
}

extension ImportQueue {
    private func takeWaiting() {
        guard !hasStopped else { return }
        (writing, waiting, waitingByteCount) = (waiting, [], 0)
        waiting.reserveCapacity(Self.capacity)
    }

    /// Hands what waits to the store, once what is being written is.
    private func writeWaiting() throws(RegistryError) {
        try settleWriting()
        takeWaiting()
        if options.readsAhead, !options.isDryRun { beginWriting() } else { try settleWriting() }
        spent = []
    }

    /// Begins to write, and does not wait for it. Where the store can't begin it, as the system has no thread for it,
    /// it is written once it must be.
    private func beginWriting() {
        guard !hasStopped else { return }
        pending = try? registry.store.begin(alone: true, applying(writing))
    }

    /// Waits for what is being written, and writes the rest, until there is none. Where a transaction has failed, the
    /// next call begins with what was in it.
    private func settleWriting() throws(RegistryError) {
        while !writing.isEmpty, !hasStopped {
            let outcomes = try options.isDryRun ? previewed() : written()
            if outcomes.count == writing.count {
                (spent, writing) = (writing, [])
            } else {
                writing = Array(writing.dropFirst(outcomes.count))
            }
            for outcome in outcomes {
                if let rejection = summary.take(outcome) {
                    rejections.append(rejection)
                    hasStopped = options.stopsAtRejection
                }
            }
        }
    }

    /// What became of the first of what is being written: of as much as there was time for, at least one.
    private func written() throws(RegistryError) -> [Outcome] {
        do {
            if let pending {
                self.pending = nil
                return try pending.outcome()
            }
            return try registry.store.write(alone: true, applying(writing))
        } catch {
            throw RegistryError(any: error)
        }
    }

    /// What applies as many rows as there is time for, at least one, in a transaction of their own.
    private func applying(_ rows: [Row]) -> @Sendable (borrowing WriteTransaction) throws -> [Outcome] {
        let (clock, stops) = (registry.clock, options.stopsAtRejection)
        return { transaction in
            let end = Self.now + Self.longestHold
            let moment = clock.now
            var types = KnownTypes()
            var outcomes: [Outcome] = []
            outcomes.reserveCapacity(rows.count)
            for row in rows {
                let outcome = try Self.outcome(of: row) { try $0.apply(in: transaction, at: moment, knowing: &types) }
                outcomes.append(outcome)
                if stops, case .failure = outcome { break }
                if Self.now >= end { break }
            }
            return outcomes
        }
    }

    private func previewed() throws(RegistryError) -> [Outcome] {
        try registry.read(as: .operator) { transaction in
            let moment = registry.clock.now
            var outcomes: [Outcome] = []
            for row in writing {
                let outcome = try Self.outcome(of: row) { try $0.preview(in: transaction, at: moment, after: &preview) }
                outcomes.append(outcome)
                if options.stopsAtRejection, case .failure = outcome { break }
            }
            return outcomes
        }
    }

    /// Nanoseconds of a clock that is not set. Not `ContinuousClock`, which brings the runtime of tasks with it.
    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    private static func outcome(of row: Row, _ body: (Step) throws -> ImportOutcome) throws -> Outcome {
        switch row {
        case .failure(let rejection): return .failure(rejection)
        case .success(let step):
            do {
                return .success(try body(step))
            } catch let flaw as ImportFlaw {
                return .failure(ImportRejection(line: step.line, errors: flaw.errors))
            }
        }
    }
}

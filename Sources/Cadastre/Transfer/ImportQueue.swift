import EntityStore
import Glibc

/// Takes the steps of an import to the store, many in one transaction, and each transaction short.
///
/// Not for more than one thread at a time.
final class ImportQueue<Step: ImportStep> {
    /// How many steps wait for one transaction.
    private static var capacity: Int { 512 }
    /// How many bytes wait, about: a few large properties are as much as many small ones.
    private static var byteCapacity: Int { 4 << 20 }
    /// How long a transaction's steps may take before the rest is left to the next one, in nanoseconds: 10 ms. With the
    /// commit that follows, others wait for less than 50 ms.
    private static var longestHold: UInt64 { 10_000_000 }

    private let registry: Registry
    private let options: ImportOptions
    private var waiting: [Result<Step, ImportRejection>] = []
    private var waitingByteCount = 0
    private var preview = ImportPreview()
    /// What the import has come to.
    private(set) var summary = ImportSummary()
    /// Whether the import has ended before its file has, as a row was rejected.
    private(set) var hasStopped = false

    init(_ registry: Registry, options: ImportOptions) {
        self.registry = registry
        self.options = options
    }

    /// Adds a row, or why it can't be taken.
    ///
    /// - Returns: The rows that have been rejected since the last call.
    func add(_ row: Result<Step, ImportRejection>) throws(RegistryError) -> [ImportRejection] {
        guard !hasStopped else { return [] }
        waiting.append(row)
        if case .success(let step) = row { waitingByteCount += step.byteCount }
        return waiting.count < Self.capacity && waitingByteCount < Self.byteCapacity ? [] : try flush()
    }

    /// Takes what waits to the store.
    func flush() throws(RegistryError) -> [ImportRejection] {
        var rejections: [ImportRejection] = []
        waitingByteCount = 0
        while !waiting.isEmpty, !hasStopped {
            let outcomes = try options.isDryRun ? previewed() : applied()
            waiting.removeFirst(outcomes.count)
            for outcome in outcomes {
                if let rejection = summary.take(outcome) { rejections.append(rejection) }
            }
            hasStopped = options.stopsAtRejection && !rejections.isEmpty
        }
        return rejections
    }

    /// Applies as many steps as there is time for, at least one, in a transaction of their own.
    private func applied() throws(RegistryError) -> [Result<ImportOutcome, ImportRejection>] {
        let (rows, clock, stops) = (waiting, registry.clock, options.stopsAtRejection)
        do {
            return try registry.store.write(alone: true) { transaction in
                let end = Self.now + Self.longestHold
                let moment = clock.now
                var types = KnownTypes()
                var outcomes: [Result<ImportOutcome, ImportRejection>] = []
                for row in rows {
                    let outcome = try Self.outcome(of: row) {
                        try $0.apply(in: transaction, at: moment, knowing: &types)
                    }
                    outcomes.append(outcome)
                    if stops, case .failure = outcome { break }
                    if Self.now >= end { break }
                }
                return outcomes
            }
        } catch {
            throw RegistryError(any: error)
        }
    }

    private func previewed() throws(RegistryError) -> [Result<ImportOutcome, ImportRejection>] {
        try registry.read(as: .operator) { transaction in
            let moment = registry.clock.now
            var outcomes: [Result<ImportOutcome, ImportRejection>] = []
            for row in waiting {
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

    private static func outcome(
        of row: Result<Step, ImportRejection>, _ body: (Step) throws -> ImportOutcome
    ) throws -> Result<ImportOutcome, ImportRejection> {
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

extension ImportSummary {
    /// Counts a row.
    ///
    /// - Returns: The row's rejection, if it was rejected.
    fileprivate mutating func take(_ outcome: Result<ImportOutcome, ImportRejection>) -> ImportRejection? {
        switch outcome {
        case .failure(let rejection):
            rejected += 1
            return rejection
        case .success(let outcome):
            switch outcome.change {
            case .added: added += 1
            case .updated: updated += 1
            case .unchanged: unchanged += 1
            case .none: break
            }
            users += outcome.users
            return nil
        }
    }
}

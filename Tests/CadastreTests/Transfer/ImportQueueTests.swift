import Dispatch
import Synchronization
import TestSupport
import Testing

@testable import Cadastre
@testable import EntityStore

@Suite("The queue of an import") struct ImportQueueTests {
    private static let capacity = ImportQueue<ScriptedStep>.capacity

    private let register: TemporaryRegister
    private let journal = Journal()

    init() throws {
        register = try TemporaryRegister()
    }

    @Test("Rows are rejected in their order, whoever finds what is wrong with them", arguments: [true, false])
    func order(readsAhead: Bool) throws {
        let queue = queue { $0.readsAhead = readsAhead }
        let count = 3 * Self.capacity + 7
        var rejections: [ImportRejection] = []
        for line in 1...count {
            switch line {
            case _ where line.isMultiple(of: 7): rejections += try queue.add(.failure(Self.malformed(line)))
            case _ where line.isMultiple(of: 5): rejections += try queue.add(step(line, .reject))
            default: rejections += try queue.add(step(line))
            }
        }
        rejections += try queue.flush()
        #expect(rejections.map(\.line) == (1...count).filter { $0.isMultiple(of: 7) || $0.isMultiple(of: 5) })
        #expect(
            rejections.allSatisfy {
                $0.errors == ($0.line.isMultiple(of: 7) ? Self.malformed(1).errors : Self.bad.errors)
            })
        #expect(queue.summary.rejected == rejections.count && queue.summary.rows == count)
        #expect(journal.lines == (1...count).filter { !$0.isMultiple(of: 7) })
    }

    @Test(
        "An import that stops at a row has handed no later one to the store", arguments: [true, false],
        [1, 511, 512, 513, 700, 1_024, 1_025, 1_500])
    func stop(readsAhead: Bool, bad: Int) throws {
        let queue = queue {
            $0.readsAhead = readsAhead
            $0.stopsAtRejection = true
        }
        var rejections: [ImportRejection] = []
        for line in 1...1_600 { rejections += try queue.add(step(line, line == bad ? .reject : .take)) }
        rejections += try queue.flush()
        #expect(rejections.map(\.line) == [bad] && queue.hasStopped)
        #expect(queue.summary.added == bad - 1 && queue.summary.rejected == 1)
        #expect(journal.lines == Array(1...bad))
    }

    @Test(
        "An error of a batch is thrown by a later call, whose row is not taken, and the batch is by the one after",
        arguments: [true, false])
    func failure(readsAhead: Bool) throws {
        let queue = queue { $0.readsAhead = readsAhead }
        let count = 2 * Self.capacity + 1
        var failures: [Int] = []
        for line in 1...count {
            do throws(RegistryError) {
                _ = try queue.add(step(line, line == 9 ? .failOnce : .take))
            } catch {
                #expect(error.kind == .full)
                failures.append(line)
                #expect(try queue.add(step(line)).isEmpty)
            }
        }
        #expect(failures == [readsAhead ? count : Self.capacity + 1])
        #expect(try queue.flush().isEmpty)
        #expect(queue.summary.added == count)
        #expect(journal.lines == Array(1...9) + Array(1...count))
    }

    @Test(
        "An error at the end is thrown there, also where rows have been rejected, which can still be told",
        arguments: [true, false], [false, true])
    func failureAtEnd(readsAhead: Bool, isSplit: Bool) throws {
        let queue = queue { $0.readsAhead = readsAhead }
        let count = isSplit ? Self.capacity : 2 * Self.capacity
        var rejections: [ImportRejection] = []
        for line in 1...count {
            let act: ScriptedStep.Act =
                switch line {
                case 3: .reject
                case 4: isSplit ? .takeLong : .take
                case count: .failOnce
                default: .take
                }
            rejections += try queue.add(step(line, act))
        }
        let error = #expect(throws: RegistryError.self) { try queue.flush() }
        #expect(error?.kind == .full)
        #expect((rejections + queue.takeRejections()).map(\.line) == [3])
        #expect(try queue.flush().isEmpty && queue.takeRejections().isEmpty)
        #expect(queue.summary.added == count - 1)
    }

    @Test("A row that no import may go past is told of at once, and what was rejected before it can be as well")
    func rejectedBeforeFailure() throws {
        let queue = queue()
        for line in 1...(Self.capacity + 1) {
            #expect(try queue.add(step(line, line == 3 ? .reject : .take)).isEmpty)
        }
        let error = #expect(throws: RegistryError.self) { try queue.fail(.forbidden("Line 514: no.")) }
        #expect(error?.kind == .forbidden)
        #expect(queue.takeRejections().map(\.line) == [3])
        #expect(journal.lines == Array(1...Self.capacity))
    }

    @Test("A row that no import may go past is not there for one that has stopped before it")
    func stoppedBeforeFailure() throws {
        let queue = queue { $0.stopsAtRejection = true }
        for line in 1...(Self.capacity + 1) { _ = try queue.add(step(line, line == 3 ? .reject : .take)) }
        #expect(try queue.fail(.forbidden("Line 514: no.")).map(\.line) == [3])
        #expect(queue.hasStopped)
        #expect(try queue.add(step(514)).isEmpty && queue.flush().isEmpty)
    }

    @Test("While a batch is written the next is collected, and no more than that")
    func bound() throws {
        let queue = queue()
        for line in 1..<(2 * Self.capacity) { _ = try queue.add(step(line, line == 1 ? .waitForGate : .take)) }
        #expect(queue.isWriting && queue.rowCount == 2 * Self.capacity - 1)
        #expect(journal.lines.count <= 1)
        journal.gate.signal()
        for line in (2 * Self.capacity)...(10 * Self.capacity) {
            _ = try queue.add(step(line))
            #expect(queue.rowCount <= 2 * Self.capacity)
        }
        #expect(try queue.flush().isEmpty && queue.rowCount == 0)
        #expect(journal.lines == Array(1...(10 * Self.capacity)))
    }

    @Test("What is being written is waited for where nothing more can be read")
    func settling() throws {
        let queue = queue()
        for line in 1...(Self.capacity + 1) { _ = try queue.add(step(line, line == 2 ? .reject : .take)) }
        #expect(try queue.settle().map(\.line) == [2])
        #expect(queue.summary.rows == Self.capacity && !queue.isWriting)
    }

    @Test("Rows for which a transaction has no time are written by those after it, in their order")
    func slow() throws {
        let queue = queue()
        let count = 2 * Self.capacity
        for line in 1...count { _ = try queue.add(step(line, line.isMultiple(of: 200) ? .takeLong : .take)) }
        #expect(try queue.flush().isEmpty)
        #expect(journal.lines == Array(1...count) && queue.summary.added == count)
        #expect(journal.transactions > 4)
    }

    @Test(
        "The store has a thread only where rows are read ahead, and one transaction is not enough",
        arguments: [(true, 1, false), (true, 2, true), (false, 2, false)])
    func thread(readsAhead: Bool, batches: Int, hasThread: Bool) throws {
        let queue = queue { $0.readsAhead = readsAhead }
        for line in 1..<(batches * Self.capacity) { _ = try queue.add(step(line)) }
        #expect(try queue.flush().isEmpty)
        #expect(register.registry.store.queue.hasThread == hasThread)
    }
}

extension ImportQueueTests {
    private static let bad = ImportFlaw("field", "is bad")

    private static func malformed(_ line: Int) -> ImportRejection {
        ImportRejection(line: line, errors: [FieldError("", "is no row")])
    }

    private func queue(_ change: (inout ImportOptions) -> Void = { _ in }) -> ImportQueue<ScriptedStep> {
        var options = ImportOptions()
        change(&options)
        return ImportQueue(register.registry, options: options)
    }

    private func step(_ line: Int, _ act: ScriptedStep.Act = .take) -> Result<ScriptedStep, ImportRejection> {
        .success(ScriptedStep(line: line, act: act, flaw: Self.bad, journal: journal))
    }
}

/// Which lines have been applied, in their order, over all transactions.
private final class Journal: Sendable {
    let gate = DispatchSemaphore(value: 0)
    private let entries = Mutex<(lines: [Int], moments: Set<Timestamp>, hasFailed: Bool)>(([], [], false))

    var lines: [Int] { entries.withLock { $0.lines } }
    /// How many transactions there were at least.
    var transactions: Int { entries.withLock { $0.moments.count } }

    func note(_ line: Int, at moment: Timestamp) {
        entries.withLock { entries in
            entries.lines.append(line)
            entries.moments.insert(moment)
        }
    }

    func isFirstFailure() -> Bool {
        entries.withLock { entries in
            defer { entries.hasFailed = true }
            return !entries.hasFailed
        }
    }
}

/// A step that does what a test says.
private struct ScriptedStep: ImportStep {
    enum Act {
        case take, reject, failOnce, waitForGate
        /// Takes longer than the steps of a transaction may.
        case takeLong
    }

    let line: Int
    let act: Act
    let flaw: ImportFlaw
    let journal: Journal

    var byteCount: Int { 1 }

    func apply(
        in transaction: borrowing WriteTransaction, at moment: Timestamp, knowing types: inout KnownTypes
    ) throws -> ImportOutcome {
        journal.note(line, at: transaction.now)
        switch act {
        case .take: break
        case .reject: throw flaw
        case .failOnce: if journal.isFirstFailure() { throw StoreError.full("no room") }
        case .waitForGate: journal.gate.wait()
        case .takeLong:
            let end = MonotonicClock.now + 11_000_000
            while MonotonicClock.now < end {}
        }
        return ImportOutcome(change: .added)
    }

    func preview(
        in transaction: borrowing ReadTransaction, at moment: Timestamp, after preview: inout ImportPreview
    ) throws -> ImportOutcome {
        ImportOutcome(change: .added)
    }
}

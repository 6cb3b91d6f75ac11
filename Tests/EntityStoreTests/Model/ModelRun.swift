import EntityStore
import Synchronization
import TestSupport

/// Random operations on a store of notes, each compared with what the model says.
///
/// Writes run one after another, in the order in which they queued, so that one seed gives one run.
final class ModelRun: Sendable {
    struct State {
        var model = NoteModel()
        var generator: SeededGenerator
        var operations = 0
        var aborted = 0
        var transactions = 0
        var mismatches: [String] = []
    }

    /// What a body throws that is to leave nothing.
    struct Aborted: Error {}

    let seed: UInt64
    private let state: Mutex<State>

    init(seed: UInt64) {
        self.seed = seed
        state = Mutex(State(generator: SeededGenerator(seed: seed)))
    }

    var operations: Int { state.withLock { $0.operations } }
    var aborted: Int { state.withLock { $0.aborted } }
    var transactions: Int { state.withLock { $0.transactions } }
    var mismatches: [String] { state.withLock { $0.mismatches } }
    var model: NoteModel { state.withLock { $0.model } }

    func random(in range: ClosedRange<Int>) -> Int {
        state.withLock { Int.random(in: range, using: &$0.generator) }
    }

    /// The body of a write: some operations, a third of the time to no avail.
    func write(in transaction: borrowing WriteTransaction) throws {
        try state.withLock { state in
            var step = ModelStep(model: state.model, generator: state.generator)
            for _ in 0..<Int.random(in: 1...40, using: &step.generator) {
                if Int.random(in: 0..<10, using: &step.generator) < 6 {
                    try step.change(transaction)
                } else {
                    try step.compare(transaction)
                }
            }
            let aborts = Int.random(in: 0..<3, using: &step.generator) == 0
            state.note(step)
            state.transactions += 1
            guard !aborts else {
                state.aborted += 1
                throw Aborted()
            }
            state.model = step.model
        }
    }

    /// Some comparisons in a snapshot that holds what was written last.
    func read(in transaction: borrowing ReadTransaction) throws {
        try state.withLock { state in
            var step = ModelStep(model: state.model, generator: state.generator)
            for _ in 0..<5 { try step.compare(transaction) }
            state.note(step)
        }
    }
}

extension ModelRun.State {
    mutating func note(_ step: ModelStep) {
        generator = step.generator
        operations += step.operations
        mismatches += step.mismatches
    }
}

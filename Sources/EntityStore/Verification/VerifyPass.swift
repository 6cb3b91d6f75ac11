/// A verification that runs.
struct VerifyPass {
    private(set) var report = VerifyReport()
    private let total: Int
    private let progress: (VerifyProgress) -> Void
    private static let interval = 1_000

    init(total: Int, progress: @escaping (VerifyProgress) -> Void) {
        self.total = total
        self.progress = progress
    }

    mutating func note(_ problem: VerifyProblem) {
        report.problems.append(problem)
    }

    mutating func countRecord() {
        report.records += 1
        advance()
    }

    mutating func countEntry() {
        report.indexEntries += 1
        advance()
    }

    private func advance() {
        let done = report.records + report.indexEntries
        if done % Self.interval == 0 || done == total { progress(VerifyProgress(done: done, total: total)) }
    }
}

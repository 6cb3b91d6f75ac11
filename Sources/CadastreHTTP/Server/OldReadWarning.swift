/// When to warn of a read that lasts: once its time is over, and each time that has doubled since.
struct OldReadWarning {
    private let patience: Double
    private var due: Double

    /// - Parameter patience: How many seconds a read may last without a warning.
    init(patience: Double) {
        self.patience = patience
        due = patience
    }

    /// Whether to warn of the oldest read, which has lasted so many seconds; 0 where there is none.
    mutating func isDue(after seconds: Double) -> Bool {
        if seconds < patience { due = patience }
        guard seconds >= due else { return false }
        due = 2 * seconds
        return true
    }
}

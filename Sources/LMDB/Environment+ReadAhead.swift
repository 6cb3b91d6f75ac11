extension Environment.Options {
    /// Whether the kernel reads what lies around a page that is not in memory.
    public enum ReadAhead: Sendable {
        /// On while the data file has up to half of the memory that this process may use, off where it is larger. Decided
        /// when the environment is opened.
        case automatic
        /// A walk through all of a file is fast, and a file that fits is soon in memory.
        case on
        /// A page that is wanted takes the place of no more than one other (`MDB_NORDAHEAD`).
        case off

        /// What it comes to.
        ///
        /// - Parameters:
        ///   - fileSize: The bytes of the data file.
        ///   - memory: The bytes of memory that this process may use. `nil` where nobody knows.
        func isOn(fileSize: Int, memory: @autoclosure () -> Int?) -> Bool {
            switch self {
            case .automatic: memory().map { fileSize <= $0 / 2 } ?? true
            case .on: true
            case .off: false
            }
        }
    }
}

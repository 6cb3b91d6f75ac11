extension LMDBError {
    /// What was being done when an error arose. The raw value completes "While …".
    public enum Operation: String, Sendable, CaseIterable {
        case openEnvironment = "opening the environment"
        case closeEnvironment = "closing the environment"
        case copyEnvironment = "copying the environment"
        case inspect = "asking for information"
        case examine = "looking at the pages of the data file"
        case clearReaders = "clearing the slots of dead readers"
        case openDatabase = "opening a database"
        case beginRead = "beginning a read transaction"
        case beginWrite = "beginning a write transaction"
        case beginNested = "beginning a nested transaction"
        case commitNested = "committing a nested transaction"
        case abortNested = "aborting a nested transaction"
        case commit = "committing"
        case get = "reading a value"
        case count = "counting"
        case put = "writing a value"
        case delete = "deleting"
        case empty = "emptying a database"
        case openCursor = "opening a cursor"
        case moveCursor = "moving a cursor"
    }
}

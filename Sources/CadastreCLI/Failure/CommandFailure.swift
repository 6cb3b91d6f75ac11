/// Why a command did not do what was asked: one sentence for whoever typed it, and a status for a script.
struct CommandFailure: Error, Equatable {
    let status: CommandStatus
    /// A whole sentence that says what to do where something can be done.
    let sentence: String

    init(_ status: CommandStatus, _ sentence: String) {
        self.status = status
        self.sentence = sentence
    }

    /// The failure of a system call.
    ///
    /// - Parameters:
    ///   - action: What was tried, as in "read communes.csv".
    ///   - code: The `errno` of it.
    init(_ action: String, errno code: Int32) {
        self.init(CommandStatus(errno: code), "Can't \(action): \(SystemError.description(of: code)).")
    }
}

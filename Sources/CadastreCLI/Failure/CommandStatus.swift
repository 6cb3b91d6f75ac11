/// How the command ends: what a script tells the outcomes apart by.
///
/// The numbers over 63 are those of `sysexits.h`.
enum CommandStatus: Int32, CaseIterable {
    /// What was asked is done.
    case done = 0
    /// Something is wrong with the data: `check`, `doctor` or `restore` found a problem, or `import --strict` met a bad row.
    case wrong = 1
    /// The command line or the configuration can't be followed.
    case usage = 64
    /// The input, or what was asked, breaks a rule of the register.
    case refused = 65
    /// A store, a file, or what was asked for is not there.
    case missing = 66
    /// Not now: the address or the store is in use or out of reach, or the store is of another version.
    case unavailable = 69
    /// A fault of this program.
    case fault = 70
    /// What was to be made is already there, or can't be made.
    case exists = 73
    /// Reading or writing failed: a full disk, a damaged file.
    case inputOutput = 74
    /// The system does not permit it.
    case permission = 77

    /// What the status means, for the table in `--help`.
    var meaning: String {
        switch self {
        case .done: "done"
        case .wrong: "check, doctor or restore found something wrong, or import --strict stopped at a bad row"
        case .usage: "the command line or the configuration is wrong"
        case .refused: "the input, or what was asked, breaks a rule of the register"
        case .missing: "a store, a file, or what was asked for is not there"
        case .unavailable: "not now: address in use, store busy or of another version"
        case .fault: "a fault of this program"
        case .exists: "what was to be made is already there"
        case .inputOutput: "reading or writing failed: disk full, damaged file"
        case .permission: "the system does not permit it"
        }
    }
}

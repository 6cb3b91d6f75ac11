import Cadastre
import EntityStore
import Glibc

/// A register that a command has opened.
struct OpenRegister {
    /// What a command does about a store that is not there.
    enum Missing {
        case make
        case refuse
    }

    let registry: Registry
    /// Where its store is, as it was written.
    let path: String
    let settings: Settings
    private var isTemporary = false

    /// Opens the register that the options name.
    init(_ arguments: StoreArguments, missing: Missing) throws(CommandFailure) {
        let settings = try arguments.settings()
        try self.init(
            at: arguments.path(in: settings), options: arguments.options(in: settings), settings: settings,
            missing: missing)
    }

    /// Opens the register at `path`.
    init(
        at path: String, options: StoreOptions, settings: Settings, missing: Missing
    ) throws(CommandFailure) {
        self.path = path
        self.settings = settings
        if missing == .refuse { try Self.requireStore(at: path) }
        var registryOptions = RegistryOptions()
        registryOptions.store = options
        registryOptions.store.createsMissing = missing == .make
        registry = try attempt { () throws(RegistryError) in
            try Registry.open(at: path, options: registryOptions)
        }
    }

    /// Opens a new register in a directory that is gone as soon as it is closed.
    init(temporary options: StoreOptions, settings: Settings) throws(CommandFailure) {
        var template = Array("/tmp/cadastre-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CommandFailure("make a directory in /tmp", errno: errno) }
        let path = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        try self.init(at: path, options: options, settings: settings, missing: .make)
        isTemporary = true
    }

    /// Ends the use of the register.
    func close() {
        registry.close()
        guard isTemporary else { return }
        for file in ["data.mdb", "lock.mdb", "counters"] { unlink("\(path)/\(file)") }
        rmdir(path)
    }

    /// Whether there is a store at `path`, by the file that every store has.
    static func isStore(at path: String) -> Bool {
        access(path + "/data.mdb", F_OK) == 0
    }

    /// Refuses a path where no store is.
    static func requireStore(at path: String) throws(CommandFailure) {
        if isStore(at: path) { return }
        throw CommandFailure(
            .missing,
            "There is no store at \(path): name one with --store, or make one with serve, seed, import or user add.")
    }
}

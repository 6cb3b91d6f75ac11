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
    private var isTemporary = false

    /// Opens the register that the options name.
    ///
    /// - Parameters:
    ///   - options: How, but for what the options of the store say.
    ///   - readsAll: Whether all of the store is going to be read, from one end to the other.
    ///   - examinesPages: Whether to look for damaged pages first: for what reads all of the store.
    init(
        _ arguments: StoreArguments, missing: Missing, options: RegistryOptions = RegistryOptions(),
        readsAll: Bool = false, examinesPages: Bool = false
    ) throws(CommandFailure) {
        let settings = try arguments.settings()
        var options = options
        options.store = try arguments.options(options.store, in: settings)
        if readsAll { options.store.readAhead = .on }
        options.store.examinesPages = examinesPages
        try self.init(at: arguments.path(in: settings), options: options, missing: missing)
    }

    /// Opens the register at `path`.
    init(
        at path: String, options: RegistryOptions, missing: Missing
    ) throws(CommandFailure) {
        self.path = path
        switch missing {
        case .refuse: try Self.requireStore(at: path)
        case .make: if !Self.isStore(at: path) { try NewDirectory.make(path) }
        }
        var options = options
        options.store.createsMissing = missing == .make
        registry = try attempt { () throws(RegistryError) in try Registry.open(at: path, options: options) }
    }

    /// Opens a new register in a directory that is gone as soon as it is closed.
    init(temporary storeOptions: StoreOptions) throws(CommandFailure) {
        // There on every system, and anybody may make a directory in it.
        var template = Array("/tmp/cadastre-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CommandFailure("make a directory in /tmp", errno: errno) }
        let path = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        var options = RegistryOptions()
        options.store = storeOptions
        try self.init(at: path, options: options, missing: .make)
        isTemporary = true
    }

    /// Ends the use of the register.
    func close() {
        registry.close()
        guard isTemporary else { return }
        for file in ["data.mdb", "lock.mdb", "counters"] { unlink("\(path)/\(file)") }
        rmdir(path)
    }

    /// Whether there is a store at `path`, by the file that every store has; `errno` says why not.
    static func isStore(at path: String) -> Bool {
        access(path + "/data.mdb", F_OK) == 0
    }

    /// Refuses a path where no store is.
    static func requireStore(at path: String) throws(CommandFailure) {
        if isStore(at: path) { return }
        // What is there and out of reach is not missing.
        guard errno == ENOENT || errno == ENOTDIR else { throw CommandFailure("open the store \(path)", errno: errno) }
        throw CommandFailure(
            .missing,
            "There is no store at \(path): name one with --store, or make one with serve, seed, import or user add.")
    }
}

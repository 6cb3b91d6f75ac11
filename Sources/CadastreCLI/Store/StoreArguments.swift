import ArgumentParser
import EntityStore

/// The options of every command: which store, and how it is opened.
struct StoreArguments: ParsableArguments {
    /// What an empty register needs, and some room.
    private static let leastAddressSpace = 1 << 20

    @Option(help: ArgumentHelp("Directory of the store (default: ./data).", valueName: "dir"))
    var store: String?

    @Option(help: ArgumentHelp("File of settings, a JSON object.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("When a write is acknowledged: full or relaxed (default: full).", valueName: "how"))
    var durability: Durability?

    @Option(help: ArgumentHelp("Address space to reserve for the store (default: 1TiB).", valueName: "size"))
    var addressSpace: ByteCount?

    @Flag(inversion: .prefixedNo, help: "Allow a store on a network file system, where locks can't be trusted.")
    var networkFileSystem: Bool?

    /// What the command has been told, here and in the environment and the file.
    func settings() throws(CommandFailure) -> Settings {
        try Settings(file: config)
    }

    /// Where the store is, as it was written.
    func path(in settings: Settings) throws(CommandFailure) -> String {
        try settings.value(of: .store, flag: store) ?? "./data"
    }

    /// How the store is opened.
    ///
    /// - Parameter options: What no setting of every command says.
    func options(
        _ options: StoreOptions = StoreOptions(), in settings: Settings
    ) throws(CommandFailure) -> StoreOptions {
        var options = options
        let durability = try settings.value(of: .durability, flag: durability) ?? .full
        if settings.profile == .production, durability == .relaxed {
            throw CommandFailure(
                .usage, "Production refuses --durability relaxed: an acknowledged write must survive a power cut.")
        }
        options.durability = durability.option
        if let size = try settings.value(of: .addressSpace, flag: addressSpace) {
            guard size.bytes >= Self.leastAddressSpace else {
                throw CommandFailure(
                    .usage, "--address-space must be at least \(Quantity.bytes(Self.leastAddressSpace)).")
            }
            options.addressSpace = size.bytes
        }
        options.allowsNetworkFileSystem =
            try settings.value(of: .networkFileSystem, flag: networkFileSystem) ?? false
        return options
    }
}

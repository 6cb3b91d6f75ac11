public import EntityStore

/// How a register is opened.
public struct RegistryOptions: Sendable {
    /// How its store is opened.
    public var store = StoreOptions()
    /// Where the time comes from.
    public var clock = WallClock.system

    /// The defaults.
    public init() {}
}

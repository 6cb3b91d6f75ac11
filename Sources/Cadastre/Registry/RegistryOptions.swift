public import EntityStore

/// How a register is opened.
public struct RegistryOptions: Sendable {
    /// How its store is opened.
    public var store = StoreOptions()
    /// Where the time comes from.
    public var clock = WallClock.system
    /// How many sign-ups one network may try in an hour; `nil` for any number.
    public var signUpsPerHour: Int? = 60

    /// The defaults.
    public init() {}
}

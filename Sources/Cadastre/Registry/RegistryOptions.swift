public import EntityStore

/// How a register is opened.
public struct RegistryOptions: Sendable {
    /// How its store is opened.
    public var store = StoreOptions()
    /// Where the time comes from.
    public var clock = WallClock.system
    /// How many sign-ups one network may try in an hour; `nil` for any number.
    public var signUpsPerHour: Int? = 60
    /// How many passwords one network may get wrong in 15 minutes, for any addresses; at least 1. For one address it is
    /// 10, whatever is chosen here.
    public var failedLoginsPerNetwork = 100
    /// How many properties a user may have, of those that users make; `nil` for any number. What the operator makes and
    /// imports is counted, and never refused.
    public var maximumPropertiesPerUser: Int? = 100_000

    /// The defaults.
    public init() {}
}

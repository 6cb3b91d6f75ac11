import ArgumentParser

/// What a register is run for, and so what is refused.
enum Profile: String, CaseIterable, ExpressibleByArgument {
    /// Somebody's own machine: nothing is refused.
    case local
    /// Tests.
    case test
    /// Other people's data: what would endanger it is refused.
    case production
}

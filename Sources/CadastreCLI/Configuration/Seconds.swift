import ArgumentParser

/// A time in whole seconds, 1 to 86,400, written as `30` or `30s`.
struct Seconds: Equatable, ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        let digits = argument.hasSuffix("s") ? argument.dropLast() : argument[...]
        guard let seconds = Int(digits), (1...86_400).contains(seconds) else { return nil }
        duration = .seconds(seconds)
    }
}

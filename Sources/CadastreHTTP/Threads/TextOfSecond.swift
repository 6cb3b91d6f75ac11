import Glibc

/// The text of a second of the clock, made once a second by each thread.
final class TextOfSecond: Sendable {
    private let cache = PerThread((second: time_t.min, text: ""))
    private let make: @Sendable (time_t) -> String

    /// Texts that `make` makes of seconds since 1970.
    init(_ make: @escaping @Sendable (time_t) -> String) {
        self.make = make
    }

    /// That of `second`.
    func text(of second: time_t) -> String {
        cache.withOwn { cache in
            if cache.second != second { cache = (second, make(second)) }
            return cache.text
        }
    }
}

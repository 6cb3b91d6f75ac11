import Glibc

/// One line on a terminal that says how far long work is; nothing at all where there is no terminal.
///
/// It is drawn on standard error, so that standard output stays what was asked for, and at most ten times a second.
final class ProgressBar {
    private static let interval = Duration.milliseconds(100)
    private static let longestBar = 30

    private let title: String
    private let isShown: Bool
    private let start = ContinuousClock.now
    private var lastDrawn: ContinuousClock.Instant?

    /// Begins work.
    ///
    /// - Parameters:
    ///   - title: What is being done, as in "Importing communes.csv".
    ///   - isShown: Whether somebody would see it.
    init(_ title: String, isShown: Bool = Terminal.canRedraw) {
        self.title = title
        self.isShown = isShown
    }

    /// How long the work has taken.
    var elapsed: Duration { start.duration(to: .now) }

    /// Redraws the line, unless that was a moment ago.
    ///
    /// - Parameters:
    ///   - fraction: How much is done, 0 to 1; `nil` where nobody knows how much there is.
    ///   - detail: What has been done, as in "1,234 rows".
    func update(_ fraction: Double?, _ detail: @autoclosure () -> String) {
        guard isShown else { return }
        let now = ContinuousClock.now
        if let lastDrawn, lastDrawn.duration(to: now) < Self.interval { return }
        lastDrawn = now
        draw(Self.line(title: title, fraction: fraction, detail: detail(), elapsed: elapsed, width: Terminal.width))
    }

    /// Takes the line away, so that the answer can stand in its place.
    func clear() {
        guard isShown, lastDrawn != nil else { return }
        draw("")
        lastDrawn = nil
    }

    /// The line in at most `width - 1` columns; the bar has what the words leave.
    static func line(title: String, fraction: Double?, detail: String, elapsed: Duration, width: Int) -> String {
        let words = [title, detail, Quantity.time(elapsed)].filter { !$0.isEmpty }
        let room = min(Self.longestBar, width - 1 - words.reduce(0) { $0 + $1.count + 2 })
        guard let fraction, room >= 5 else {
            return String(words.joined(separator: "  ").prefix(max(0, width - 1)))
        }
        let done = Int((Double(room) * min(max(fraction, 0), 1)).rounded(.down))
        let bar = String(repeating: "━", count: done) + String(repeating: "─", count: room - done)
        return ([words[0], bar] + words.dropFirst()).joined(separator: "  ")
    }

    private func draw(_ line: String) {
        // Carriage return, the line, and "erase to the end of the line" (ECMA-48 EL).
        let bytes = Array("\r\(line)\u{1B}[K".utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}

import Glibc

/// What the command knows of the terminal it may be on.
enum Terminal {
    /// Whether standard error is a terminal that can redraw a line.
    static let canRedraw = isatty(STDERR_FILENO) == 1 && !isDumb
    /// Whether standard input is a terminal, so that somebody can be asked.
    static let canAsk = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1

    /// How many columns standard error has.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    private static var isDumb: Bool {
        guard let name = getenv("TERM") else { return true }
        return strcmp(name, "dumb") == 0
    }
}

/// What can be asked to write without a thread that waits for it, as a server asks.
protocol SubmittingWriter: Writer {
    /// Makes records, so many at the same time, each the same number.
    func submit(_ count: Int, at once: Int) throws
}

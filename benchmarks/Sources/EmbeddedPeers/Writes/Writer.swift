/// What a peer can be asked to write: new records, each its own write, durable when it returns as far as the peer goes.
protocol Writer {
    var name: String { get }
    /// How many records a round of one writer may have, so that a round does not last long.
    var pace: Int { get }

    /// Makes records by as many writers at the same time, each the same number.
    func create(_ count: Int, by writers: Int) throws
}

extension Writer {
    var pace: Int { 1 }
}

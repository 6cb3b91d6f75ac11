/// One peer at one work.
struct Contestant {
    let peer: String
    /// How many operations it does in a round.
    let operations: Int
    /// What has to be there before; its time does not count.
    var prepare: () throws -> Void = {}
    /// Does all operations of a round, and returns a checksum of what it saw.
    let run: () throws -> UInt64
}

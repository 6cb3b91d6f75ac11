/// One peer at one work.
struct Contestant {
    let peer: String
    /// Does all operations of a round, and returns a checksum of what it saw.
    let run: () throws -> UInt64
}

/// What a peer can be asked to read. Each returns a checksum of what it saw, on which all peers agree.
protocol Reader {
    var name: String { get }

    /// Copies each record, in a transaction of its own.
    func getEach(_ asked: Asked) throws -> UInt64
    /// Copies each record, all in one transaction.
    func getTogether(_ asked: Asked) throws -> UInt64
    /// The newest `size` records of a city, joined by commas, in a transaction of its own, for each place.
    func pages(_ places: Places, size: Int) throws -> UInt64
}

/// Where pages begin.
struct Places {
    /// A record of the city; where there are cursors, the first of the page.
    var records: [UInt32]
    /// Cadastre's cursors of the pages; `nil` for first pages.
    var cursors: [String]?
}

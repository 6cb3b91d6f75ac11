/// What a peer can be asked to find and to count. Each makes ready outside of what is measured, and returns what does it
/// all, each in a transaction of its own.
protocol Searcher {
    var name: String { get }

    /// The newest records that the filters want, copied, with commas between. Returns a checksum of what it saw.
    func finding(_ joins: Joins) throws -> () throws -> UInt64
    /// How many records the cities of some records have. Returns the sum, if it is to be checked.
    func countingCities(_ records: [UInt32]) throws -> (_ isChecked: Bool) throws -> UInt64
    /// The cities that begin with some texts, with how many records each has. Returns the sum of the records and of the
    /// cities, if it is to be checked.
    func countingPrefixes(_ prefixes: Prefixes) throws -> (_ isChecked: Bool) throws -> UInt64
}

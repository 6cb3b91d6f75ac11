import ArgumentParser

/// Makes one kind of call many times, for callgrind to count: what two runs of different length differ by is what the
/// calls cost, without all that is around them.
@main struct Instructions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "instructions", abstract: "Make one kind of call many times, for callgrind to count.")

    @Argument(help: "What is called: \(Call.allCases.map(\.rawValue).joined(separator: ", ")).") var call: Call
    @Argument(help: "How often.") var count: Int
    @Argument(help: "A register; to create is to change it.") var register: String
    @Argument(help: "The same records in LMDB: lmdb_peer load.") var lmdb: String
    @Argument(help: "The same records.") var pack: String

    func run() throws {
        let subject = try Subject(register: register, lmdb: lmdb, pack: pack)
        let body = try subject.body(of: call)
        for number in 0..<count { try body(number) }
    }
}

/// What can be counted.
enum Call: String, CaseIterable, ExpressibleByArgument {
    /// A property by its id, copied.
    case get
    /// A page of twenty of a city.
    case page
    /// The same in C over LMDB.
    case pageInC = "page-in-c"
    /// A page of a city that has one property: what is paid once a page.
    case shortPage = "short-page"
    /// The same in C over LMDB.
    case shortPageInC = "short-page-in-c"
    /// A property, checked, encoded and committed.
    case create
    /// The JSON of a property, decoded.
    case read
    /// A property, encoded.
    case write
}

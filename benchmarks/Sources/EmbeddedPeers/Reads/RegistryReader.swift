import Cadastre
import EntityStore

/// The register, asked by nobody in particular: it checks who asks, and answers as every door sends it.
final class RegistryReader: Reader {
    let name = "registry"
    let registry: Registry
    let cities: [String]
    let scratch: Scratch
    let records: Records

    /// - Parameter directory: A register that holds the records.
    init(_ directory: String, _ records: Records, largestPage: Int) throws {
        self.records = records
        registry = try Registry.open(at: directory)
        cities = (0..<UInt32(records.count)).map(records.city)
        scratch = Scratch(byteCount: (records.longest + 1) * largestPage)
    }

    func getEach(_ asked: Asked) throws -> UInt64 {
        var sum: UInt64 = 0
        for id in asked.ids {
            sum &+= try registry.withProperty(id, as: .anonymous) { _, json in scratch.take(json) }
        }
        return sum
    }

    /// Each operation of a register is a transaction of its own.
    func getTogether(_ asked: Asked) throws -> UInt64 { try getEach(asked) }

    func pages(_ places: Places, size: Int) throws -> UInt64 {
        var sum: UInt64 = 0
        for (place, index) in places.records.enumerated() {
            let query = try PropertyQuery(city: cities[Int(index)], limit: size, after: places.cursors?[place])
            let answer = try registry.properties(query, as: .anonymous)
            sum &+= Self.withItems(of: answer, Scratch.seen)
        }
        return sum
    }

    /// Lends what is between the brackets of an answer.
    static func withItems<Result>(of answer: ListAnswer, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        answer.json.withUnsafeBytes { json in
            body(UnsafeRawBufferPointer(rebasing: json[opening..<json.count - closing(answer)]))
        }
    }

    private static let opening = "{\"items\":[".utf8.count

    private static func closing(_ answer: ListAnswer) -> Int {
        "],\"next\":}".utf8.count + (answer.next.map { $0.utf8.count + 2 } ?? "null".utf8.count)
    }
}

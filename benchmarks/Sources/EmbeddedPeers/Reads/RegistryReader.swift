import Cadastre
import EntityStore

/// The register, asked by nobody in particular: it checks who asks, and answers as every door sends it.
final class RegistryReader: Reader {
    let name = "registry"
    private let registry: Registry
    private let cities: [String]
    private let scratch: Scratch

    /// - Parameter directory: A register that holds the records.
    init(_ directory: String, _ records: Records, largestPage: Int) throws {
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
            sum &+= answer.json.withUnsafeBytes { json in
                Scratch.seen(UnsafeRawBufferPointer(rebasing: json[Self.opening..<json.count - Self.closing(answer)]))
            }
        }
        return sum
    }

    private static let opening = "{\"items\":[".utf8.count

    private static func closing(_ answer: ListAnswer) -> Int {
        "],\"next\":}".utf8.count + (answer.next.map { $0.utf8.count + 2 } ?? "null".utf8.count)
    }
}

import EntityStore
import StrictJSON
import TestSupport
import Testing

@testable import Cadastre

@Suite("Paging while others write") struct PagingUnderChangeTests {
    @Test(
        "A walk meets each property that was there throughout exactly once", arguments: Order.allCases,
        [1, 2, 3] as [UInt64])
    func walk(_ order: Order, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let register = try TemporaryRegister()
        let registry = register.registry
        let ada = try register.user("ada")
        var passing = Set(try (0..<60).map { _ in try register.house(of: ada, in: "bordeaux").id })
        let lasting = Set(try (0..<60).map { _ in try register.house(of: ada).id })
        for _ in 0..<40 { passing.insert(try register.house(of: ada, in: "BORDEAUX").id) }

        var seen: [ID<Property>: Int] = [:]
        var next: String?
        repeat {
            let page = try registry.properties(
                PropertyQuery(city: "bordeaux", order: order, limit: 7, after: next), as: ada)
            for item in try page.json.parsed.items {
                let id = try #require(item["id"]?.string.flatMap(ID<Property>.init))
                seen[id, default: 0] += 1
            }
            next = page.next
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                switch Int.random(in: 0..<4, using: &random) {
                case 0: passing.insert(try register.house(of: ada).id)
                case 1:
                    guard let id = passing.randomElement(using: &random) else { break }
                    passing.remove(id)
                    try registry.deleteProperty(id, as: ada).commit()
                case 2:
                    // Out of the list and back in.
                    guard let id = passing.randomElement(using: &random) else { break }
                    for city in ["Pau", "Bordeaux"] {
                        let patch = MergePatch(["city": .string(city)])
                        _ = try registry.patchProperty(id, with: patch, as: ada).commit()
                    }
                default:
                    guard let id = lasting.randomElement(using: &random) else { break }
                    let patch = MergePatch(["name": .string("\(random.next())")])
                    _ = try registry.patchProperty(id, with: patch, as: ada).commit()
                }
            }
        } while next != nil

        for id in lasting { #expect(seen[id] == 1, "seed \(seed): \(id) was met \(seen[id] ?? 0) times") }
        for (id, count) in seen { #expect(count == 1, "seed \(seed): \(id) was met \(count) times") }
    }
}

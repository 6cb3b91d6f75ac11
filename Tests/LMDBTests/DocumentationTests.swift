import LMDB
import Testing

@Suite("The example of the documentation") struct DocumentationTests {
    @Test("It does what it says")
    func example() throws {
        let place = TemporaryDirectory()
        let (id, city, name) = ([UInt8](repeating: 1, count: 16), Array("bordeaux".utf8), Array("Échoppe".utf8))

        let environment = try Environment.open(at: place.path, options: .small)
        let names = try environment.database(named: "names")
        let cities = try environment.multiDatabase(named: "cities", valueSize: 16)

        let write = try environment.beginWrite()
        try write.put(name, for: id, in: names)
        _ = try write.insert(id, for: city, in: cities)
        try write.commit()

        let read = try environment.beginRead()
        let length = try read.get(id.span.bytes, in: names) { $0.byteCount }
        #expect(length == 8)
        #expect(try read.count(of: cities) == 1)
    }
}

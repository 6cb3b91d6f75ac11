import EntityStore
import TestSupport
import Testing

@testable import Cadastre

@Suite("What an import holds and takes at once") struct ImportBoundsTests {
    private let register: TemporaryRegister
    private let owner: ID<User>

    init() throws {
        register = try TemporaryRegister()
        owner = try #require(try register.user("ada").userID)
    }

    @Test("A property's JSON has the bound that a request's has")
    func property() throws {
        let target = RegisterImport(into: register.registry)
        _ = try target.add(line(1, rooms: 8), at: 1)
        _ = try target.add(line(2, rooms: 9), at: 2)
        let rejections = try target.finish()
        #expect(rejections.map(\.line) == [2])
        #expect(rejections.first?.errors.map(\.field) == ["property.rooms"])
        #expect(try count() == 1)
    }

    @Test("A property of the greatest version can be changed")
    func version() throws {
        let target = RegisterImport(into: register.registry)
        _ = try target.add(line(1, rooms: 0, version: 1 << 52), at: 1)
        #expect(try target.finish().isEmpty)
        let properties: [Property] = try register.registry.store.read { try $0.page(limit: 1).items }
        let property = try #require(properties.first).id
        let patch = try MergePatch(json: Array(#"{"name":"b"}"#.utf8))
        let changed = try register.registry.patchProperty(property, with: patch, as: .operator).commit()
        #expect(changed.header.version == 1 << 52 + 1)
    }

    @Test("Lines of many bytes are written before many lines have come")
    func lines() throws {
        let target = RegisterImport(into: register.registry)
        for number in 1...20 { _ = try target.add(line(number, rooms: 8), at: number) }
        #expect(try target.settle().isEmpty)
        #expect(try (1..<20).contains(count()))
        #expect(try target.finish().isEmpty)
        #expect(try count() == 20)
    }

    @Test("Rows of many bytes are written before many rows have come")
    func rows() throws {
        let table = try TableImport(into: register.registry, source: "test")
        for number in 1...250 {
            var row = ImportRow(line: number, id: "\(number)", owner: "o", name: "a", city: "Pau", type: "house")
            row.description = String(repeating: "é", count: 10_000)
            _ = try table.add(.success(row))
        }
        #expect(try table.settle().isEmpty)
        #expect(try (1..<250).contains(count()))
        #expect(try table.finish().isEmpty)
        #expect(try count() == 250)
    }

    private func count() throws -> Int {
        try register.registry.store.read { try $0.count(of: Property.self) }
    }

    /// A property as an export has it, with rooms of 32 KiB.
    private func line(_ number: Int, rooms: Int, version: UInt64 = 1) -> [UInt8] {
        let text = String(repeating: "x", count: 500)
        let features = (10..<74).map { "\"\($0)\":\"\(text)\"" }.joined(separator: ",")
        let rooms = (0..<rooms).map { index in
            #"{"id":"\#(id(index))","name":"r","kind":"k","features":{\#(features)}}"#
        }
        let moment = "2026-01-01T00:00:00.000Z"
        let property = """
            {"id":"\(id(number))","name":"a","description":"","type":"house","city":"Pau",\
            "rooms":[\(rooms.joined(separator: ","))],"ownerId":"\(owner)","createdAt":"\(moment)",\
            "updatedAt":"\(moment)","version":\(version)}
            """
        return Array("{\"property\":\(property)}".utf8)
    }

    private func id(_ number: Int) -> String { "01900000-0000-7000-8000-\(100_000_000_000 + number)" }
}

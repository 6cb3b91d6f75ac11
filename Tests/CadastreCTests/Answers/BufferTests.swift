import CCadastre
import Cadastre
import StrictJSON
import TestSupport
import Testing

@testable import CadastreC

@Suite("Buffers") struct BufferTests {
    @Test("A buffer that has room is used again, and an answer ends in NUL")
    func reuse() throws {
        let register = try CRegister()
        let house = try register.createHouse(String(repeating: "x", count: 150))
        let buffer = Buffer()
        #expect(cadastre_property_get(register.anyone, house.id, buffer.pointer, nil) == CADASTRE_OK)
        let (bytes, capacity) = (buffer.pointer.pointee.bytes, buffer.pointer.pointee.capacity)
        let whole = buffer.text
        for _ in 0..<10 {
            #expect(cadastre_type_get(register.anyone, "house", buffer.pointer, nil) == CADASTRE_OK)
            #expect(buffer.text == #"{"id":"house","label":"House"}"#)
            #expect(buffer.pointer.pointee.bytes[buffer.pointer.pointee.count] == 0)
            #expect(buffer.revision.isEmpty)
            #expect(cadastre_property_get(register.anyone, house.id, buffer.pointer, nil) == CADASTRE_OK)
            #expect(buffer.text == whole && buffer.revision == house.revision)
            #expect(buffer.pointer.pointee.bytes == bytes && buffer.pointer.pointee.capacity == capacity)
        }
    }

    @Test("A buffer grows with its answers, and can be freed and used again")
    func growth() throws {
        let register = try CRegister()
        let buffer = Buffer()
        for length in [1, 100, 250, 257, 1_000, 10_000] {
            let json =
                #"{"name":"n","type":"house","city":"Pau","description":"\#(String(repeating: "é", count: length / 2))"}"#
            #expect(
                cadastre_property_create(register.ada, json, json.utf8.count, buffer.pointer, nil) == CADASTRE_OK)
            #expect(buffer.pointer.pointee.capacity > buffer.pointer.pointee.count)
            #expect(buffer.pointer.pointee.bytes[buffer.pointer.pointee.count] == 0)
            #expect(try buffer.bytes.parsed["name"] == "n")
        }
        cadastre_buffer_free(buffer.pointer)
        #expect(buffer.pointer.pointee.bytes == nil && buffer.pointer.pointee.capacity == 0)
        cadastre_buffer_free(buffer.pointer)
        #expect(cadastre_type_list(register.anyone, buffer.pointer, nil) == CADASTRE_OK)
    }

    @Test("What failed leaves the answer before it as it was")
    func failure() throws {
        let register = try CRegister()
        let house = try register.createHouse()
        let buffer = Buffer()
        #expect(cadastre_property_get(register.anyone, house.id, buffer.pointer, nil) == CADASTRE_OK)
        let before = buffer.text
        #expect(cadastre_property_get(register.anyone, house.room, buffer.pointer, nil) == CADASTRE_NOT_FOUND)
        let query = #"{"after":"of no query"}"#
        #expect(cadastre_property_list(register.anyone, query, buffer.pointer, nil) == CADASTRE_MALFORMED)
        #expect(cadastre_room_get(register.anyone, house.id, house.id, buffer.pointer, nil) == CADASTRE_NOT_FOUND)
        #expect(buffer.text == before && buffer.revision == house.revision)
    }

    @Test("A list that is broken off half way leaves no half of it")
    func half() throws {
        let buffer = Buffer()
        let answer = try Answer(buffer.pointer)
        try answer.fill(Array("before".utf8))
        #expect(throws: RegistryError.stale) {
            try answer.collect { (target: AnswerCollector) throws -> Revision? in
                Array("half of".utf8).withUnsafeBytes { target.append($0) }
                throw RegistryError.stale
            }
        }
        #expect(buffer.text.isEmpty && buffer.pointer.pointee.bytes[0] == 0)
        #expect(throws: RegistryError.stale) {
            try answer.collect { (_: AnswerCollector) throws -> Revision? in throw RegistryError.stale }
        }
        try answer.collect { (target: AnswerCollector) throws -> Void in
            for _ in 0..<1_000 { Array("piece ".utf8).withUnsafeBytes { target.append($0) } }
        }
        #expect(buffer.text == String(repeating: "piece ", count: 1_000))
    }

    @Test("A request may lie in the buffer that it is answered in")
    func inPlace() throws {
        let register = try CRegister()
        let house = try register.createHouse()
        let buffer = Buffer()
        let raw = buffer.pointer
        #expect(cadastre_property_get(register.anyone, house.id, raw, nil) == CADASTRE_OK)
        let status = withUnsafeMutableBytes(of: &raw.pointee.revision) { revision in
            cadastre_property_replace(
                register.ada, house.id, raw.pointee.bytes, raw.pointee.count,
                revision.baseAddress?.assumingMemoryBound(to: CChar.self), raw, nil)
        }
        #expect(status == CADASTRE_OK)
        #expect(buffer.revision == house.revision)
    }
}

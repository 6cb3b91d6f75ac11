import StrictJSON
import Testing

@Suite("Slices of stored JSON") struct JSONSliceTests {
    private func inSlice<R>(of text: String, _ body: (JSONSlice) throws -> R) throws -> R {
        try Array(text.utf8).withUnsafeBytes { bytes in try body(#require(JSONSlice(bytes))) }
    }

    @Test("One room is cut out of its property, byte for byte")
    func room() throws {
        let room = SampleProperty.bedroom
        try inSlice(of: SampleProperty.json) { property in
            let found = try #require(
                property.member("rooms")?.elements.first { $0.member("id")?.isString(room.id) == true })
            #expect(try Array(found.bytes) == StrictJSONEncoder().encode(room))
            #expect(Array(property.bytes[found.range]) == Array(found.bytes))
            #expect(found.member("features")?.value == [:])
            #expect(property.member("rooms")?.elements.map { $0.member("name")?.string } == ["Cuisine", "Chambre"])
        }
    }

    @Test("Every member of an object is found, and decoded as the reader decodes it")
    func members() throws {
        try inSlice(of: SampleProperty.json) { property in
            let object = try #require(JSONValue.parse(text: SampleProperty.json).object)
            for (name, value) in object { #expect(property.member(name)?.value == value) }
            #expect(property.member("city")?.string == "Bordeaux")
            #expect(property.member("name")?.isString("Échoppe des Chartrons") == true)
            for absent in ["", "i", "idx", "area", "Bordeaux", "\"id\""] {
                #expect(property.member(absent)?.range == nil)
            }
        }
    }

    @Test("Strings are compared and decoded with their escapes")
    func strings() throws {
        try inSlice(of: #"{"a":"\"\u00e9\\","b":"\\\"}","c":1,"é":"e"}"#) { object in
            #expect(object.member("a")?.string == "\"é\\")
            #expect(object.member("a")?.isString("\"é\\") == true)
            #expect(object.member("a")?.isString("\"e\u{301}\\") == false)
            #expect(object.member("b")?.string == #"\"}"#)
            #expect(object.member("c")?.string == nil)
            #expect(object.member("c")?.isString("1") == false)
            #expect(object.member("\u{E9}")?.isString("e") == true)
            #expect(object.member("e\u{301}")?.range == nil)
        }
    }

    @Test("White space between tokens is passed")
    func whiteSpace() throws {
        try inSlice(of: " { \"a\" : [ 1 , \"x\" ,\n{ } ] , \"b\" : null } ") { object in
            #expect(object.range == 1..<41)
            #expect(
                object.member("a")?.elements.map { Array($0.bytes) } == [
                    Array("1".utf8), Array("\"x\"".utf8), Array("{ }".utf8),
                ])
            #expect(object.member("b")?.value == .null)
        }
    }

    @Test(
        "What is no object has no members, and what is no array no elements",
        arguments: ["1", "null", #""{""#, "[]", "{}"])
    func others(_ text: String) throws {
        try inSlice(of: text) { slice in
            #expect(slice.member("a")?.range == nil)
            #expect(Array(slice.elements.map(\.range)).isEmpty)
        }
    }

    @Test("Random values are taken apart into what they are", arguments: [1, 2, 3, 4] as [UInt64])
    func random(_ seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        for _ in 0..<200 {
            let value = random.value()
            let written = String(decoding: try value.encoded(), as: UTF8.self)
            try inSlice(of: written) { slice in
                #expect(slice.bytes.count == written.utf8.count)
                #expect(slice.value == value)
                if let object = value.object { #expect(object.allSatisfy { isFound($0.name, $0.value, in: slice) }) }
                if let array = value.array { #expect(slice.elements.map(\.value) == array) }
            }
        }
    }

    /// Names with escapes are not found, as the documentation says.
    private func isFound(_ name: String, _ value: JSONValue, in slice: JSONSlice) -> Bool {
        let isPlain = name.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
        return isPlain ? slice.member(name)?.value == value : slice.member(name) == nil
    }

    @Test("Bytes that are no JSON are never read beyond their end", arguments: 1...8 as ClosedRange<UInt64>)
    func damaged(_ seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        let page = try GuardedPage()
        for _ in 0..<500 {
            let bytes = random.damaged(Array(SampleProperty.json.utf8))
            for length in [bytes.count, bytes.count / 2, bytes.count % 9] {
                page.lend(Array(bytes.prefix(length))) { lent in
                    guard let slice = JSONSlice(lent) else { return }
                    visit(slice, in: 0..<lent.count, depth: 0)
                }
            }
        }
    }

    private func visit(_ slice: JSONSlice, in range: Range<Int>, depth: Int) {
        #expect(!slice.range.isEmpty && range.contains(slice.range))
        _ = (slice.string, slice.value, slice.isString("x"))
        for name in ["id", "rooms", "features", "version", "absent"] {
            if let member = slice.member(name), depth < 4 { visit(member, in: slice.range, depth: depth + 1) }
        }
        for element in slice.elements where depth < 4 { visit(element, in: slice.range, depth: depth + 1) }
    }
}

import StrictJSON
import TestSupport
import Testing

@Suite("Objects") struct JSONObjectTests {
    @Test("Members keep their order: a replaced one its place, a new one comes last")
    func order() throws {
        var object: JSONObject = ["c": 1, "a": 2, "b": 3]
        object["a"] = 4
        object["d"] = "new"
        object["c"] = nil
        object["x"] = nil
        #expect(object.map(\.name) == ["a", "b", "d"])
        #expect(object["a"] == 4 && object["c"] == nil)
        #expect(try JSONValue.object(object).encoded() == Array(#"{"a":4,"b":3,"d":"new"}"#.utf8))
    }

    @Test("Of two members with one name the later counts, in the place of the first")
    func literal() {
        let object: JSONObject = ["a": 1, "b": 2, "a": 3]
        #expect(object.map(\.name) == ["a", "b"])
        #expect(object["a"] == 3)
    }

    @Test("Names are compared by their bytes")
    func bytes() {
        var object: JSONObject = ["\u{E9}": 1]
        #expect(object["e\u{301}"] == nil)
        object["e\u{301}"] = 2
        #expect(object.count == 2)
        #expect(object["\u{E9}"] == 1)
    }

    @Test("Does what a list of pairs does, with few members and many", arguments: [10, 17, 40], [1, 2] as [UInt64])
    func model(_ names: Int, _ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var object = JSONObject()
        var model: [(name: String, value: JSONValue)] = []
        for step in 0..<2000 {
            let name = "n\(Int.random(in: 0..<names, using: &generator))"
            let place = model.firstIndex { $0.name == name }
            #expect(object[name] == place.map { model[$0].value })
            if Int.random(in: 0..<3, using: &generator) == 0 {
                object[name] = nil
                if let place { model.remove(at: place) }
            } else {
                object[name] = .integer(Int64(step))
                if let place {
                    model[place].value = .integer(Int64(step))
                } else {
                    model.append((name, .integer(Int64(step))))
                }
            }
            #expect(object.elementsEqual(model) { $0 == $1 })
        }
        #expect(object == model.shuffled(using: &generator).reduce(into: JSONObject()) { $0[$1.name] = $1.value })
    }
}

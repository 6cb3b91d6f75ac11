/// The nodes of a document, and the text they point into.
struct Tape {
    /// Objects with more members have a sorted index.
    static let mostScanned = 16

    /// The document's text, in which strings have been unescaped where they stand, and zeros after it.
    let bytes: UnsafePointer<UInt8>
    let nodes: [Node]

    func text(of node: Int) -> UnsafeBufferPointer<UInt8> {
        let range = nodes[node].text
        return UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
    }

    func string(at node: Int) -> String {
        String(decoding: text(of: node), as: UTF8.self)
    }

    /// The node after the value at `node`.
    func end(of node: Int) -> Int {
        nodes[node].isContainer ? nodes[node].end : node + 1
    }

    /// The value of the member `name` of the object at `object`.
    func value(of name: UnsafeBufferPointer<UInt8>, in object: Int) -> Int? {
        let count = nodes[object].count
        if count > Self.mostScanned { return indexedValue(of: name, in: object) }
        var candidate = object + 1
        for _ in 0..<count {
            if Self.equal(text(of: candidate), name) { return candidate + 1 }
            candidate = nodes[candidate].next
        }
        return nil
    }

    func value(of name: String, in object: Int) -> Int? {
        var name = name
        return name.withUTF8 { value(of: $0, in: object) }
    }

    /// The element at `index` of the array at `array`.
    func element(_ index: Int, of array: Int) -> Int? {
        guard (0..<nodes[array].count).contains(index) else { return nil }
        var element = array + 1
        for _ in 0..<index { element = end(of: element) }
        return element
    }

    private func indexedValue(of name: UnsafeBufferPointer<UInt8>, in object: Int) -> Int? {
        var upper = nodes[object].end
        var lower = upper - nodes[object].count
        while lower < upper {
            let middle = lower + (upper - lower) / 2
            let candidate = nodes[middle].name
            if Self.equal(text(of: candidate), name) { return candidate + 1 }
            if text(of: candidate).lexicographicallyPrecedes(name) { lower = middle + 1 } else { upper = middle }
        }
        return nil
    }

    static func equal(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Bool {
        guard first.count == second.count else { return false }
        for position in 0..<first.count where first[position] != second[position] { return false }
        return true
    }
}

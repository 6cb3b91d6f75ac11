import StrictJSON

/// Builds a list out of records that are JSON already. Nothing is written before the first item or the end.
struct ListWriter<Target: AnswerTarget> {
    private let target: Target
    private(set) var count = 0

    init(into target: Target) {
        self.target = target
    }

    /// Adds an item that is JSON.
    mutating func append(_ json: UnsafeRawBufferPointer) {
        if count == 0 { begin() } else { target.append(",") }
        count += 1
        target.append(json)
    }

    /// Adds an item that is JSON.
    mutating func append(_ json: [UInt8]) {
        json.withUnsafeBytes { append($0) }
    }

    /// Makes room for a page.
    ///
    /// - Parameters:
    ///   - byteCount: How many bytes its items have.
    ///   - count: How many items there are.
    func makeRoom(forItems byteCount: Int, count: Int, next: String?) {
        let frame = #"{"items":[],"next":}"#.utf8.count
        let end = next.map { $0.utf8.count + 2 } ?? "null".utf8.count
        target.makeRoom(for: frame + byteCount + max(count - 1, 0) + end)
    }

    /// Ends a list that has no pages.
    consuming func finish() {
        if count == 0 { begin() }
        target.append("]}")
    }

    /// Ends a page.
    ///
    /// - Parameter next: Where the next page begins; `nil` at the end.
    consuming func finish(next: String?) {
        if count == 0 { begin() }
        target.append(#"],"next":"#)
        var writer = JSONWriter(capacity: 64)
        if let next { writer.string(next) } else { writer.null() }
        target.append(writer.bytes)
        target.append("}")
    }

    private func begin() {
        target.append(#"{"items":["#)
    }
}

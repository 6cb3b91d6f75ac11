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

    /// How many bytes a page has.
    ///
    /// - Parameters:
    ///   - byteCount: How many bytes its items have.
    ///   - count: How many items there are.
    static func byteCount(ofItems byteCount: Int, count: Int, next: String?) -> Int {
        let frame = #"{"items":[],"next":}"#.utf8.count
        let end = next.map { $0.utf8.count + 2 } ?? "null".utf8.count
        return frame + byteCount + max(count - 1, 0) + end
    }

    /// Ends a list that has no pages.
    consuming func finish() {
        if count == 0 { begin() }
        target.append("]}")
    }

    /// Ends a page.
    ///
    /// - Parameter next: The cursor of the next page; `nil` at the end.
    consuming func finish(next: String?) {
        if count == 0 { begin() }
        target.append(#"],"next":"#)
        if var next {
            // base64url, in which nothing needs to be escaped.
            target.append("\"")
            next.withUTF8 { target.append(UnsafeRawBufferPointer($0)) }
            target.append("\"}")
        } else {
            target.append("null}")
        }
    }

    private func begin() {
        target.append(#"{"items":["#)
    }
}

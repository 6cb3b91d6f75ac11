import StrictJSON

/// Builds a ``ListAnswer`` out of records that are JSON already.
struct ListWriter {
    private var writer: JSONWriter
    private(set) var count = 0

    /// - Parameter capacity: About how many bytes the answer will have.
    init(capacity: Int = 4_096) {
        writer = JSONWriter(capacity: capacity)
        writer.beginObject()
        writer.name("items")
        writer.beginArray()
    }

    /// Adds an item that is JSON.
    mutating func append(_ json: UnsafeRawBufferPointer) {
        count += 1
        writer.raw(json)
    }

    /// Adds an item that is JSON.
    mutating func append(_ json: [UInt8]) {
        json.withUnsafeBytes { append($0) }
    }

    /// Ends a list that has no pages.
    consuming func finish() -> ListAnswer {
        writer.endArray()
        writer.endObject()
        return ListAnswer(json: writer.bytes, next: nil)
    }

    /// Ends a page.
    ///
    /// - Parameter next: Where the next page begins; `nil` at the end.
    consuming func finish(next: String?) -> ListAnswer {
        writer.endArray()
        writer.name("next")
        if let next { writer.string(next) } else { writer.null() }
        writer.endObject()
        return ListAnswer(json: writer.bytes, next: next)
    }
}

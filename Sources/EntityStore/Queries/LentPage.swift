/// The records of one page, lent all at once, so that whoever copies them knows beforehand how much there is.
///
/// As a ``LentRecord`` it is valid until the closure that was given it returns.
public struct LentPage<E: Entity>: ~Copyable {
    private let records: [(id: RecordID, bytes: RecordBytes)]
    /// How many bytes the JSON of all records has.
    public let byteCount: Int
    /// Where the next page begins; `nil` at the end.
    public let next: PageCursor?

    init(_ records: [(id: RecordID, bytes: RecordBytes)], byteCount: Int, next: PageCursor?) {
        self.records = records
        self.byteCount = byteCount
        self.next = next
    }

    /// How many records it has.
    public var count: Int { records.count }

    /// Lends each record in turn.
    public borrowing func forEach(_ body: (borrowing LentRecord<E>) -> Void) {
        for record in records { body(LentRecord(id: record.id, bytes: record.bytes)) }
    }

    /// Lends the JSON of each record in turn.
    public borrowing func forEachJSON(_ body: (UnsafeRawBufferPointer) -> Void) {
        for record in records { body(record.bytes.json) }
    }
}

/// A new entity that was encoded before its write queued, so that the one writer does not wait for the encoding.
///
/// The entity is made with a placeholder id; the store writes the real one over it inside the transaction.
/// So the JSON, and the summary where there is one, must begin with `{"id":"`, and no index may depend on the id.
public struct PreparedInsert<E: Entity>: Sendable {
    let header: RecordHeader
    let summary: [UInt8]
    let json: [UInt8]
    let keys: [[UInt8]?]

    private static var opening: StaticString { "{\"id\":\"" }
    private static var openingCount: Int { 7 }

    /// Encodes a new entity, whose id may be anything.
    ///
    /// - Throws: `.unencodable`; `.misuse` where the JSON does not begin with the id; `.invalidKey`.
    public init(_ entity: E) throws(StoreError) {
        header = entity.header
        json = try entity.encodedJSON()
        summary = entity.summary ?? []
        keys = try E.indexKeys(of: entity)
        guard Self.beginsWithID(json), summary.isEmpty || Self.beginsWithID(summary) else {
            throw .misuse("The JSON of \(E.collection) must begin with its id to be prepared.")
        }
    }

    /// How many bytes the JSON has; the real id has as many as the placeholder.
    public var jsonCount: Int { json.count }

    func json(with id: RecordID) -> [UInt8] { Self.replacingID(in: json, with: id) }
    func summary(with id: RecordID) -> [UInt8] { summary.isEmpty ? [] : Self.replacingID(in: summary, with: id) }

    private static func beginsWithID(_ json: [UInt8]) -> Bool {
        json.count > openingCount + RecordID.textCount
            && json.prefix(openingCount).elementsEqual(
                UnsafeBufferPointer(start: opening.utf8Start, count: openingCount))
            && json[openingCount + RecordID.textCount] == UInt8(ascii: "\"")
    }

    private static func replacingID(in json: [UInt8], with id: RecordID) -> [UInt8] {
        var json = json
        json.withUnsafeMutableBytes { bytes in
            id.write(into: UnsafeMutableRawBufferPointer(rebasing: bytes[openingCount...]))
        }
        return json
    }
}

/// Where a record came from: the name of a source and the record's id there.
///
/// It is kept in the record's header, beside the JSON and never in it.
public struct ExternalID: Hashable, Sendable {
    /// The name of the source, such as the name of an imported file's publisher.
    public let source: String
    /// The id that the source gives the record.
    public let value: String

    /// The most bytes that source and value may have together in UTF-8, so that they fit an index key.
    public static let maximumByteCount = 400

    /// Names a record of a source. `nil` where a part is empty or holds NUL, or both are longer than
    /// `maximumByteCount` bytes together.
    public init?(source: String, value: String) {
        guard !source.isEmpty, !value.isEmpty, !source.utf8.contains(0), !value.utf8.contains(0),
            source.utf8.count + value.utf8.count <= Self.maximumByteCount
        else { return nil }
        self.source = source
        self.value = value
    }
}

extension ExternalID: IndexKey {
    /// Source, NUL, value: equal for equal ids only, as neither part holds NUL.
    public var indexBytes: [UInt8] { Array(source.utf8) + [0] + Array(value.utf8) }

    /// Reads back what `indexBytes` writes.
    init?(indexBytes: some Collection<UInt8>) {
        guard let end = indexBytes.firstIndex(of: 0) else { return nil }
        self.init(
            source: String(decoding: indexBytes[..<end], as: UTF8.self),
            value: String(decoding: indexBytes[indexBytes.index(after: end)...], as: UTF8.self)
        )
    }
}

/// Where the next page of a query begins: opaque text, bound to the query and its order.
///
/// It carries no rights and is checked when it comes back: one that another query made, or nobody, is refused as
/// `StoreError.invalidCursor`. It stays right while others insert and delete, as it names a place, not a position.
public struct PageCursor: Hashable, Sendable, CustomStringConvertible {
    /// The text to hand out: base64url (RFC 4648, section 5) without padding, at most ``maximumCount`` characters.
    public let description: String

    /// The most characters that the text of a cursor has.
    public static let maximumCount = ((placeStart + maximumIndexKeyByteCount) * 4 + 2) / 3

    private static let format: UInt8 = 1
    private static let placeStart = 9

    /// Takes back the text of a cursor. It is checked when a page is asked for.
    public init(_ text: String) {
        description = text
    }

    /// - Parameters:
    ///   - place: The first id or index key, in the query's order, that has not been looked at.
    ///   - fingerprint: What the cursor is bound to.
    init(place: UnsafeRawBufferPointer, fingerprint: UInt64) {
        let count = Self.placeStart + place.count
        description = withUnsafeTemporaryAllocation(byteCount: count, alignment: 8) { bytes in
            bytes[0] = Self.format
            bytes.storeBytes(of: fingerprint.bigEndian, toByteOffset: 1, as: UInt64.self)
            UnsafeMutableRawBufferPointer(rebasing: bytes[Self.placeStart...]).copyMemory(from: place)
            return Base64URL.encode(UnsafeRawBufferPointer(bytes))
        }
    }

    /// The place, if the cursor is one of the query that `fingerprint` stands for.
    func place(fingerprint: UInt64) throws(StoreError) -> [UInt8] {
        guard description.utf8.count <= Self.maximumCount, let bytes = Base64URL.decode(description),
            bytes.count > Self.placeStart, bytes[0] == Self.format,
            bytes[1..<Self.placeStart].elementsEqual(fingerprint.indexBytes)
        else { throw .invalidCursor }
        return Array(bytes[Self.placeStart...])
    }
}

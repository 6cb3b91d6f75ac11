import CCommonPasswords

/// The 10,000 most common passwords of those that are long enough, which whoever guesses tries first.
enum CommonPasswords {
    /// How many bytes of its digest the list has of each.
    private static let digestCount = Int(CADASTRE_COMMON_PASSWORD_BYTES)

    /// Whether a text is in the list, whatever the case of its ASCII letters.
    static func hold(_ text: String) -> Bool {
        let lowercased = text.utf8.map { byte in (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
        let wanted = Sodium.sha256(lowercased).prefix(digestCount)
        var range = 0..<Int(CADASTRE_COMMON_PASSWORD_COUNT)
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            let digest = digest(at: middle)
            if digest.elementsEqual(wanted) { return true }
            range = digest.lexicographicallyPrecedes(wanted) ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return false
    }

    /// What the list has at `index`, which must be less than its count.
    private static func digest(at index: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: cadastre_common_passwords() + index * digestCount, count: digestCount)
    }
}

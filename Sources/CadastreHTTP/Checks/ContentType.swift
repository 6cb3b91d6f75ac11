/// The type of a request's body: the value of `Content-Type`.
struct ContentType {
    private let name: Substring
    private let charset: Substring?

    /// Reads a value.
    init(_ value: String) {
        let parts = value.lowercased().split(separator: ";", omittingEmptySubsequences: false).map(\.trimmed)
        name = parts[0]
        charset = parts.dropFirst().first { $0.hasPrefix("charset=") }?.dropFirst("charset=".count)
    }

    /// Whether a body of this type can be read as `media`, in UTF-8.
    func isReadable(as media: MediaType) -> Bool {
        guard name == media.name else { return false }
        return charset.map { $0 == "utf-8" || $0 == "\"utf-8\"" } ?? true
    }
}

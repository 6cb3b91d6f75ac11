import Foundation

/// Another Swift library: generics, conformances looked up while it runs, a hash table, and Foundation's JSON.
struct Count: Codable, Hashable {
    var word: String
    var times: Int
}

func decoded<Value: Codable>(_ value: Value) -> Value? {
    guard let data = try? JSONEncoder().encode(value) else { return nil }
    return try? JSONDecoder().decode(Value.self, from: data)
}

/// How many words there are that differ in more than upper case.
@_cdecl("count_words") public func countWords(_ text: UnsafePointer<CChar>) -> Int64 {
    var counts: [String: Count] = [:]
    for word in String(cString: text).split(separator: " ") {
        counts[word.uppercased(), default: Count(word: String(word), times: 0)].times += 1
    }
    guard let again = decoded(Set(counts.values)), again == Set(counts.values) else { return -1 }
    let mixed: [Any] = again.map { $0 as Any }
    return Int64(mixed.compactMap { $0 as? any Codable }.count)
}

// Canonical text writes each name in one way, so the bytes of names tell whether they are the same.
extension EncodingOutput {
    /// Of the names from `first` on, the first one that has come before.
    ///
    /// Few are compared each with each, many are sorted, so that the time does not grow with the square of their number.
    func repeatedName(from first: Int) -> Int? {
        let names = names[first...]
        return writer.bytes.withUnsafeBufferPointer { bytes in
            guard names.count > Tape.mostScanned else {
                return names.indices.first { later in
                    names[..<later].contains { bytes[$0].elementsEqual(bytes[names[later]]) }
                }
            }
            let sorted = names.indices.sorted { bytes[names[$0]].lexicographicallyPrecedes(bytes[names[$1]]) }
            return zip(sorted, sorted.dropFirst())
                .filter { bytes[names[$0]].elementsEqual(bytes[names[$1]]) }
                .map { max($0, $1) }
                .min()
        }
    }

    /// The text of a name.
    func name(at index: Int) -> String {
        let quoted = Array(writer.bytes[names[index]])
        return (try? JSONValue.parse(quoted))?.string ?? String(decoding: quoted, as: UTF8.self)
    }
}

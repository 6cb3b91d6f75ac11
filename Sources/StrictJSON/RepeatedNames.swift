/// Where the first name is that has come before, among `count` names given by `name`.
///
/// Few are compared each with each, many are sorted, so that no input takes time that grows with the square of its length.
func firstRepeated(_ count: Int, name: (Int) -> Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard count > Tape.mostScanned else {
        return (0..<count).first { later in
            (0..<later).contains { name($0).elementsEqual(name(later)) }
        }
    }
    let sorted = (0..<count).sorted { name($0).lexicographicallyPrecedes(name($1)) }
    return zip(sorted, sorted.dropFirst())
        .filter { name($0).elementsEqual(name($1)) }
        .map { max($0, $1) }
        .min()
}

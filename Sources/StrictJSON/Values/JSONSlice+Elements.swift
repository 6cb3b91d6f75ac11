extension JSONSlice {
    /// The elements of an array, one after the other.
    public struct Elements: Sequence, IteratorProtocol {
        private let whole: UnsafeRawBufferPointer
        /// Where the next element begins, if there is one.
        private var position: Int?

        init(of array: JSONSlice) {
            whole = array.whole
            let start = array.range.lowerBound
            position = whole[start] == UInt8(ascii: "[") ? start + 1 : nil
        }

        /// The next element; `nil` after the last.
        public mutating func next() -> JSONSlice? {
            guard let start = position else { return nil }
            let element = JSONSlice(in: whole, from: start)
            // After the last one comes the bracket that ends the array.
            position = element.flatMap { whole.past(UInt8(ascii: ","), from: $0.range.upperBound) }
            return element
        }
    }
}

extension JSONSlice {
    /// The elements of an array, one after the other.
    public struct Elements: Sequence, IteratorProtocol {
        private let array: JSONSlice
        private var position: Int?

        init(of array: JSONSlice) {
            self.array = array
            let start = array.range.lowerBound
            position = array.whole[start] == UInt8(ascii: "[") ? start + 1 : nil
        }

        /// The next element; `nil` after the last.
        public mutating func next() -> JSONSlice? {
            guard let start = position, let element = JSONSlice(in: array.whole, from: start),
                element.range.upperBound < array.range.upperBound
            else {
                position = nil
                return nil
            }
            let comma = array.whole.afterWhiteSpace(element.range.upperBound)
            let goesOn = comma < array.range.upperBound && array.whole[comma] == UInt8(ascii: ",")
            position = goesOn ? comma + 1 : nil
            return element
        }
    }
}

extension String {
    /// Whether both texts are the same bytes. `==` takes é for e with an accent, which are different texts here.
    func isByteEqual(to other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }
}

/// A value that an encoder is in the middle of.
struct Frame {
    enum Kind {
        case empty, scalar, array, object
    }

    var kind = Kind.empty
    /// How many members or elements are complete.
    var count = 0
    /// Where in the list of names those of this value begin.
    let firstName: Int

    init(firstName: Int) {
        self.firstName = firstName
    }
}

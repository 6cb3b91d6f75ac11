internal import CLMDB

/// A named database that is open in an environment.
struct OpenDatabase: Sendable {
    /// What a database is, beside its name.
    struct Shape: Sendable, Equatable {
        /// LMDB's flags.
        let flags: UInt32
        /// The bytes of each value, where they are all of one size.
        let valueSize: Int?

        static let single = Shape(flags: 0, valueSize: nil)

        static func multiple(ofSize size: Int) -> Shape {
            Shape(flags: UInt32(MDB_DUPSORT | MDB_DUPFIXED), valueSize: size)
        }
    }

    let name: String
    let shape: Shape
    let raw: UInt32
}

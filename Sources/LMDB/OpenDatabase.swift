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

        /// Has LMDB keep a database that was just opened in the order of bytes by a quicker comparison than its own: the
        /// order is the same, so programs that know nothing of this may use the file. Nobody else has its number yet.
        func order(_ database: UInt32, in transaction: OpaquePointer?) -> Int32 {
            let code = mdb_set_compare(transaction, database, clmdb_compare)
            guard code == MDB_SUCCESS, valueSize != nil else { return code }
            return mdb_set_dupsort(transaction, database, clmdb_compare)
        }
    }

    let name: String
    let shape: Shape
    let raw: UInt32
}

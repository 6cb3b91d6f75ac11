/// What the library hands out as a pointer: where to look in the table of handles, and for what.
///
/// It is never an address. All that is in its bits is compared with the table before anything is done with it, so that
/// any bits may come in.
struct Handle: Equatable {
    /// What a handle stands for.
    enum Kind: UInt64 {
        case store = 1
        case session
        case export
    }

    /// How many handles of a process can be open at once.
    static let mostSlots: UInt64 = 1 << 20
    /// How many processes in a line of forks are told apart.
    static let epochs: UInt64 = 1 << 8
    /// How often a place of the table is used.
    static let generations: UInt64 = 1 << 34

    let bits: UInt64

    /// Names what is in a place of the table.
    init(_ kind: Kind, slot: UInt64, epoch: UInt64, generation: UInt64) {
        bits = kind.rawValue | slot << 2 | epoch << 22 | generation << 30
    }

    /// Takes what a caller passes; `nil` for NULL.
    init?(_ pointer: OpaquePointer?) {
        guard let pointer else { return nil }
        bits = UInt64(UInt(bitPattern: pointer))
    }

    /// What a caller gets.
    var pointer: OpaquePointer? { OpaquePointer(bitPattern: UInt(bits)) }

    /// What it stands for: 0 is nothing.
    var kind: UInt64 { bits & 3 }
    /// Its place in the table.
    var slot: UInt64 { bits >> 2 & (Self.mostSlots - 1) }
    /// The process that made it.
    var epoch: UInt64 { bits >> 22 & (Self.epochs - 1) }
    /// Which use of the place it is.
    var generation: UInt64 { bits >> 30 }
}

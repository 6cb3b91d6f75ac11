/// One entry of a parsed document: a value, the name of a member, or an entry of an object's sorted index.
///
/// A document is a flat list of nodes in the order of its text. An object's members follow it as name and value by
/// turns, an array's elements follow it; an object of many members is followed by its members' names sorted.
struct Node {
    enum Kind: UInt8 {
        case null, no, yes, integer, number, string, array, object, name, sorted
    }

    let kind: Kind
    /// The first byte in the text.
    let start: UInt32
    private var payload: UInt64

    private init(_ kind: Kind, at start: Int, payload: UInt64 = 0) {
        self.kind = kind
        self.start = UInt32(truncatingIfNeeded: start)
        self.payload = payload
    }
}

extension Node {
    static func literal(_ kind: Kind, at start: Int) -> Node {
        Node(kind, at: start)
    }

    static func integer(_ value: Int64, at start: Int) -> Node {
        Node(.integer, at: start, payload: UInt64(bitPattern: value))
    }

    static func number(_ value: Double, at start: Int) -> Node {
        Node(.number, at: start, payload: value.bitPattern)
    }

    /// A string or a name, whose text of `length` bytes begins after its quotation mark.
    static func text(_ kind: Kind, at start: Int, length: Int) -> Node {
        Node(kind, at: start, payload: UInt64(UInt32(truncatingIfNeeded: length)))
    }

    /// An object or array whose end is not known yet.
    static func opening(_ kind: Kind, at start: Int) -> Node {
        Node(kind, at: start)
    }

    static func sorted(name: Int) -> Node {
        Node(.sorted, at: 0, payload: UInt64(name))
    }

    var integer: Int64 { Int64(bitPattern: payload) }
    var number: Double { Double(bitPattern: payload) }

    /// Of a string or name: the bytes of its text, without escapes.
    var text: Range<Int> { (Int(start) + 1)..<(Int(start) + 1 + Int(low)) }
    /// Of a name: the next name of its object, or 0.
    var next: Int {
        get { Int(high) }
        set { high = UInt32(truncatingIfNeeded: newValue) }
    }

    /// Of an object or array: how many members or elements it has.
    var count: Int { Int(low) }
    /// Of an object or array: the node after its last one, or 0 while it is open.
    var end: Int { Int(high) }
    /// Of a sorted entry: the name it stands for.
    var name: Int { Int(low) }

    var isContainer: Bool { kind == .object || kind == .array }

    mutating func close(count: Int, end: Int) {
        payload = UInt64(UInt32(truncatingIfNeeded: end)) << 32 | UInt64(UInt32(truncatingIfNeeded: count))
    }

    private var low: UInt32 { UInt32(truncatingIfNeeded: payload) }
    private var high: UInt32 {
        get { UInt32(truncatingIfNeeded: payload >> 32) }
        set { payload = payload & 0xFFFF_FFFF | UInt64(newValue) << 32 }
    }
}

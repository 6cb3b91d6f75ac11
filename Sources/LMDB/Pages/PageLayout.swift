/// How a page of a tree is laid out, in LMDB 0.9's data format 1 on a 64-bit machine: a header, the places of nodes, and
/// at its end the nodes; or values of one size, one after the other.
struct PageLayout {
    static let headerSize = 16
    private static let nodeHeaderSize = 8
    static let branch: UInt16 = 0x01
    static let leaf: UInt16 = 0x02
    static let overflow: UInt16 = 0x04
    static let meta: UInt16 = 0x08
    static let dirty: UInt16 = 0x10
    static let packed: UInt16 = 0x20
    static let nested: UInt16 = 0x40

    private let bytes: PageBytes
    let number: UInt
    let flags: UInt16
    /// The bytes of each value of a packed page.
    let valueSize: Int
    /// How many nodes or values there are.
    let count: Int
    private let upper: Int

    /// Reads the header of a page, or of one that is nested in a node. `nil` where it contradicts itself.
    init?(_ bytes: PageBytes) {
        guard let number = bytes.load(UInt.self, at: 0), let valueSize = bytes.load(UInt16.self, at: 8),
            let flags = bytes.load(UInt16.self, at: 10), let lower = bytes.load(UInt16.self, at: 12),
            let upper = bytes.load(UInt16.self, at: 14)
        else { return nil }
        // A page of 65,536 bytes that is empty ends where no number of two bytes says.
        guard lower >= Self.headerSize, lower % 2 == 0, lower <= upper, Int(upper) <= bytes.count else { return nil }
        self.bytes = bytes
        self.number = number
        self.flags = flags
        self.valueSize = Int(valueSize)
        self.upper = Int(upper)
        count = (Int(lower) - Self.headerSize) / 2
    }

    /// A value of a packed page.
    func value(_ index: Int) -> PageBytes? {
        bytes.part(at: Self.headerSize + index * valueSize, count: valueSize)
    }

    /// A node. `nil` where it does not lie in the page.
    func node(_ index: Int) -> Node? {
        guard let offset = bytes.load(UInt16.self, at: Self.headerSize + 2 * index).map({ Int($0) }), offset >= upper,
            let low = bytes.load(UInt32.self, at: offset), let high = bytes.load(UInt16.self, at: offset + 4),
            let keySize = bytes.load(UInt16.self, at: offset + 6).map({ Int($0) }), keySize <= Database.maximumKeySize,
            let key = bytes.part(at: offset + Self.nodeHeaderSize, count: keySize)
        else { return nil }
        return Node(page: bytes, low: low, high: high, key: key, end: offset + Self.nodeHeaderSize + keySize)
    }

    /// A key, and where it leads to or what is stored under it.
    struct Node {
        static let isElsewhere: UInt16 = 1
        static let isTree: UInt16 = 2
        static let isMultiple: UInt16 = 4

        fileprivate let page: PageBytes
        fileprivate let low: UInt32
        fileprivate let high: UInt16
        let key: PageBytes
        fileprivate let end: Int

        /// Of a node of a branch: the page that it leads to.
        var child: Int { Int(low) | Int(high) << 32 }
        /// Of a node of a leaf: LMDB's flags.
        var flags: UInt16 { high }
        /// Of a node of a leaf: the bytes of its value.
        var size: Int { Int(low) }
        /// The value that lies in the node. `nil` where it does not lie in the page.
        var value: PageBytes? { page.part(at: end, count: size) }
        /// The first of the pages that the value lies on.
        var valuePage: Int? { page.load(UInt.self, at: end).map { Int(clamping: $0) } }
    }
}

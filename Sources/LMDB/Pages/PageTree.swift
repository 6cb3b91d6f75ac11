/// LMDB's description of a tree of pages (`MDB_db`).
struct PageTree {
    static let byteCount = 48
    /// LMDB's own bound (`CURSOR_STACK`).
    private static let maximumDepth = 32

    /// The bytes of each value, of a tree of values of one size.
    let valueSize: Int
    /// LMDB's flags.
    let flags: UInt16
    let depth: Int
    /// `nil` where it is empty.
    let root: Int?

    /// Reads a description. `nil` if it can't be one.
    init?(_ bytes: PageBytes, at offset: Int = 0) {
        guard let valueSize = bytes.load(UInt32.self, at: offset),
            let flags = bytes.load(UInt16.self, at: offset + 4), let depth = bytes.load(UInt16.self, at: offset + 6),
            let root = bytes.load(UInt.self, at: offset + 40)
        else { return nil }
        self.valueSize = Int(valueSize)
        self.flags = flags
        self.depth = Int(depth)
        self.root = root == .max ? nil : Int(clamping: root)
        guard self.root == nil ? depth == 0 : (1...Self.maximumDepth).contains(self.depth) else { return nil }
    }
}

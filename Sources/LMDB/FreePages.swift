/// The pages that a data file says are free, as far as they lie behind its end.
///
/// LMDB keeps lists of free pages in a tree of its own. It can't be asked here: it would have to map the file first.
struct FreePages {
    private let meta: DataFile.Meta
    private let first: Int
    private var found: Set<UInt> = []

    /// Flags of a page, and of a node that says where its value lies.
    private static let branch: UInt16 = 1
    private static let leaf: UInt16 = 2
    private static let isOnPages: UInt16 = 1
    /// LMDB's own bound (`CURSOR_STACK`).
    private static let maximumDepth = 32
    private static let pageHeader = 16
    private static let nodeHeader = 8

    /// The free ones among the pages from `first` to the last of `meta`.
    init(of meta: DataFile.Meta, from first: Int) {
        self.meta = meta
        self.first = first
    }

    /// Whether all of them are free. False also where the tree can't be read.
    func isComplete(in file: borrowing DataFile) -> Bool {
        guard let root = meta.freeRoot else { return false }
        var collected = self
        guard collected.collect(page: UInt(root), depth: 0, in: file) else { return false }
        return collected.found.count == meta.lastPage - first + 1
    }

    private func read(_ page: UInt, count: Int, skipping offset: Int = 0, in file: borrowing DataFile) -> [UInt8]? {
        guard page < UInt(first) else { return nil }
        let bytes = file.read(count, at: Int(page) * meta.pageSize + offset)
        return bytes.count == count ? bytes : nil
    }

    /// Adds what is in the tree under a page. False if it is not a tree.
    private mutating func collect(page number: UInt, depth: Int, in file: borrowing DataFile) -> Bool {
        guard depth < Self.maximumDepth, let page = read(number, count: meta.pageSize, in: file),
            let flags = page.load(UInt16.self, at: 10), let lower = page.load(UInt16.self, at: 12),
            Int(lower) >= Self.pageHeader
        else { return false }
        for index in 0..<(Int(lower) - Self.pageHeader) / 2 {
            guard let offset = page.load(UInt16.self, at: Self.pageHeader + 2 * index).map({ Int($0) }),
                let low = page.load(UInt32.self, at: offset), let high = page.load(UInt16.self, at: offset + 4),
                let keySize = page.load(UInt16.self, at: offset + 6)
            else { return false }
            let isSound =
                switch flags {
                case Self.branch:
                    collect(page: UInt(low) | UInt(high) << 32, depth: depth + 1, in: file)
                case Self.leaf:
                    collect(
                        list: page, at: offset + Self.nodeHeader + Int(keySize), count: Int(low),
                        isOnPages: high & Self.isOnPages != 0, in: file)
                default: false
                }
            guard isSound else { return false }
        }
        return true
    }

    /// Adds the pages of one list: their count, and their numbers.
    private mutating func collect(
        list page: [UInt8], at offset: Int, count: Int, isOnPages: Bool, in file: borrowing DataFile
    ) -> Bool {
        var list = page
        var start = offset
        if isOnPages {
            guard let number = page.load(UInt.self, at: offset), count <= meta.pageSize * first,
                let bytes = read(number, count: count, skipping: Self.pageHeader, in: file)
            else { return false }
            (list, start) = (bytes, 0)
        }
        guard let length = list.load(UInt.self, at: start), length < UInt(count / 8) else { return false }
        for index in 0..<Int(length) {
            guard let number = list.load(UInt.self, at: start + 8 * (index + 1)) else { return false }
            if number >= UInt(first), number <= UInt(meta.lastPage) { found.insert(number) }
        }
        return true
    }
}

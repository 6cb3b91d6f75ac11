extension PageWalk {
    /// What a leaf of a tree holds.
    enum Content {
        /// Names, and the trees of named databases.
        case databases
        /// Numbers of transactions, and the pages that they freed.
        case freeLists
        /// One value a key.
        case values
        /// Many values a key, in a page in the node or in a tree.
        case multipleValues
        /// The values of one key, in pages of their own.
        case valuesOfKey
    }

    /// A tree that is walked through.
    final class Tree {
        /// Of the database; `nil` for LMDB's own.
        let name: String?
        let content: Content
        let depth: Int
        let root: Int?
        /// The bytes of each value, where all are of one size and it is known.
        var valueSize: Int?

        init(_ tree: PageTree, _ content: Content, of name: String?, valueSize: Int? = nil) {
            self.name = name
            self.content = content
            self.valueSize = valueSize
            depth = tree.depth
            root = tree.root
        }

        var order: KeyOrder {
            switch content {
            case .freeLists: .number
            case .databases, .values, .multipleValues, .valuesOfKey: .bytes
            }
        }

        /// LMDB's flags of a page from which there are so many levels down.
        func pageFlags(levels: Int) -> UInt16 {
            guard levels == 1 else { return PageLayout.branch }
            switch content {
            case .valuesOfKey: return PageLayout.leaf | PageLayout.packed
            case .databases, .freeLists, .values, .multipleValues: return PageLayout.leaf
            }
        }

        /// Whether a value may have so many bytes: as many as the first that was met.
        func takes(valueSize: Int) -> Bool {
            if self.valueSize == nil { self.valueSize = valueSize }
            return self.valueSize == valueSize && valueSize > 0
        }
    }

    /// What the pages above say of the keys of a page.
    struct Bounds {
        /// No key is less.
        var lower: [UInt8]?
        /// Every key is less.
        var upper: [UInt8]?

        func contain(_ key: PageBytes, in order: KeyOrder) -> Bool {
            if let lower, order.isAscending(key, lower) { return false }
            if let upper { return order.isAscending(key, upper) }
            return true
        }
    }
}

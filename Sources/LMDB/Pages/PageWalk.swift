/// A walk through all pages of one snapshot, by their own description and never through the map.
///
/// LMDB takes for granted that page numbers, the places of nodes and sizes are right, and reads or writes beyond its map
/// where they are not. Here each is held to what it must be: that a page is in the file and says its own number, is of
/// the kind that its place needs and is reached once; that nodes lie in their page, keys rise, and are those that the
/// page above says.
final class PageWalk {
    let file: PageFile
    let meta: PageMeta
    private let pageCount: Int
    /// The pages that were reached: a bit each.
    private var reached: [UInt64]
    private(set) var damage: [PageDamage] = []

    init(_ meta: PageMeta, in file: PageFile) {
        self.file = file
        self.meta = meta
        pageCount = min(file.pageCount, meta.lastPage == .max ? .max : meta.lastPage + 1)
        reached = Array(repeating: 0, count: pageCount / 64 + 1)
    }

    /// Walks through everything. Returns what is damaged.
    func run() -> [PageDamage] {
        walk(Tree(meta.databases, .databases, of: nil), describedBy: 0)
        walk(Tree(meta.freePages, .freeLists, of: nil), describedBy: 0)
        return damage
    }

    func note(_ page: Int, of tree: Tree, _ reason: String) {
        damage.append(PageDamage(page: page, database: tree.name, reason: reason))
    }

    // MARK: Reaching pages

    /// Whether there is such a page in the file, and nothing else has reached it.
    func reach(_ page: Int, of tree: Tree, from origin: Int) -> Bool {
        guard page >= 2, page < pageCount else {
            note(origin, of: tree, "it leads to page \(page), which is not in the file")
            return false
        }
        guard reached[page / 64] & 1 << UInt64(page % 64) == 0 else {
            note(page, of: tree, "it is used twice, also by page \(origin)")
            return false
        }
        reached[page / 64] |= 1 << UInt64(page % 64)
        return true
    }

    /// Takes note that a page is free. The last pages may be free, and not in the file.
    func reach(free page: UInt, of tree: Tree, from origin: Int) -> Bool {
        if page >= UInt(pageCount), page <= UInt(clamping: meta.lastPage) { return true }
        return reach(Int(clamping: page), of: tree, from: origin)
    }

    // MARK: Trees

    /// Walks through a tree.
    ///
    /// - Parameter page: Where its description lies.
    func walk(_ tree: Tree, describedBy page: Int) {
        guard let root = tree.root else { return }
        visit(root, of: tree, levels: tree.depth, Bounds(), from: page)
    }

    /// Looks at a page and at those below it.
    ///
    /// - Parameter levels: How many levels of pages there are from here down.
    private func visit(_ page: Int, of tree: Tree, levels: Int, _ bounds: Bounds, from origin: Int) {
        guard reach(page, of: tree, from: origin) else { return }
        let isRead: Void? = file.withBytes(file.pageSize, ofPage: page) { bytes in
            guard let layout = PageLayout(bytes), layout.count > 0 else {
                return note(page, of: tree, "its header contradicts itself")
            }
            guard layout.number == UInt(page) else { return note(page, of: tree, "it says that it is another page") }
            guard layout.flags == tree.pageFlags(levels: levels) else {
                return note(page, of: tree, "it is not of the kind that its place needs")
            }
            if levels > 1 {
                visitChildren(of: layout, page, of: tree, levels: levels, bounds)
            } else if let reason = examine(leaf: layout, page, of: tree, bounds) {
                note(page, of: tree, reason)
            }
        }
        if isRead == nil { note(page, of: tree, "it can't be read") }
    }

    private func visitChildren(
        of branch: PageLayout, _ page: Int, of tree: Tree, levels: Int, _ bounds: Bounds
    ) {
        var children: [(page: Int, key: [UInt8])] = []
        var previous: PageBytes?
        for index in 0..<branch.count {
            guard let node = branch.node(index) else { return note(page, of: tree, "a node reaches beyond it") }
            // The first key stands for all that come before the second, whatever it is.
            if index > 0 {
                guard bounds.contain(node.key, in: tree.order),
                    previous.map({ tree.order.isAscending($0, node.key) }) ?? true
                else { return note(page, of: tree, "its keys are not in order") }
                previous = node.key
            }
            children.append((node.child, node.key.copy))
        }
        for (index, child) in children.enumerated() {
            let inner = Bounds(
                lower: index > 0 ? child.key : bounds.lower,
                upper: index + 1 < children.count ? children[index + 1].key : bounds.upper)
            visit(child.page, of: tree, levels: levels - 1, inner, from: page)
        }
    }
}

extension PageWalk {
    private static let notInOrder = "its keys are not in order"
    private static let beyond = "a node reaches beyond it"
    private static let otherKind = "a node is not of the kind that its database needs"

    /// What is wrong with a leaf; `nil` if nothing is. Pages that it leads to are walked through.
    func examine(leaf: PageLayout, _ page: Int, of tree: Tree, _ bounds: Bounds) -> String? {
        switch tree.content {
        case .valuesOfKey: return Self.flaw(ofPacked: leaf, of: tree, bounds)
        case .databases, .freeLists, .values, .multipleValues: break
        }
        var previous: PageBytes?
        for index in 0..<leaf.count {
            guard let node = leaf.node(index), node.key.count > 0 else { return Self.beyond }
            guard bounds.contain(node.key, in: tree.order),
                previous.map({ tree.order.isAscending($0, node.key) }) ?? true
            else { return Self.notInOrder }
            previous = node.key
            if let flaw = examine(node, page, of: tree) { return flaw }
        }
        return nil
    }

    private func examine(_ node: PageLayout.Node, _ page: Int, of tree: Tree) -> String? {
        switch tree.content {
        case .databases: examine(database: node, page)
        case .freeLists: examine(freeList: node, page, of: tree)
        case .values: examine(value: node, page, of: tree)
        case .multipleValues: examine(values: node, page, of: tree)
        case .valuesOfKey: Self.otherKind
        }
    }

    // MARK: Kinds of nodes

    /// LMDB's flags of a database of many values of one size a key (`MDB_DUPSORT`, `MDB_DUPFIXED`), and of the values.
    private static let multiple: UInt16 = 0x14
    private static let packed: UInt16 = 0x10

    private func examine(database node: PageLayout.Node, _ page: Int) -> String? {
        guard node.flags == PageLayout.Node.isTree, node.size == PageTree.byteCount else { return Self.otherKind }
        guard let value = node.value else { return Self.beyond }
        let name = String(decoding: node.key.copy, as: UTF8.self)
        guard let tree = PageTree(value), tree.flags == 0 || tree.flags == Self.multiple else {
            return "it describes no tree of pages for \(name)"
        }
        walk(Tree(tree, tree.flags == 0 ? .values : .multipleValues, of: name), describedBy: page)
        return nil
    }

    private func examine(value node: PageLayout.Node, _ page: Int, of tree: Tree) -> String? {
        switch node.flags {
        case 0: return node.value == nil ? Self.beyond : nil
        case PageLayout.Node.isElsewhere:
            guard let first = node.valuePage else { return Self.beyond }
            reach(first, holding: node.size, of: tree, from: page)
            return nil
        default: return Self.otherKind
        }
    }

    private func examine(values node: PageLayout.Node, _ page: Int, of tree: Tree) -> String? {
        guard let value = node.value else { return Self.beyond }
        switch node.flags {
        case 0: return tree.takes(valueSize: node.size) ? nil : "a value has another size than others"
        case PageLayout.Node.isMultiple:
            guard let nested = PageLayout(value), nested.count > 0,
                nested.flags & ~PageLayout.dirty == PageLayout.leaf | PageLayout.packed | PageLayout.nested
            else { return "the page in a node contradicts itself" }
            return Self.flaw(ofPacked: nested, of: tree, Bounds())
        case PageLayout.Node.isMultiple | PageLayout.Node.isTree:
            guard node.size == PageTree.byteCount, let inner = PageTree(value), inner.flags == Self.packed,
                inner.root != nil, tree.takes(valueSize: inner.valueSize)
            else { return "it describes no tree of pages for the values of a key" }
            walk(Tree(inner, .valuesOfKey, of: tree.name, valueSize: inner.valueSize), describedBy: page)
            return nil
        default: return Self.otherKind
        }
    }

    /// What is wrong with values of one size, one after the other.
    private static func flaw(ofPacked page: PageLayout, of tree: Tree, _ bounds: Bounds) -> String? {
        guard tree.takes(valueSize: page.valueSize) else { return "its values have another size than others" }
        var previous: PageBytes?
        for index in 0..<page.count {
            guard let value = page.value(index) else { return "its values reach beyond it" }
            guard bounds.contain(value, in: tree.order), previous.map({ tree.order.isAscending($0, value) }) ?? true
            else { return "its values are not in order" }
            previous = value
        }
        return nil
    }

    // MARK: Values on pages of their own

    /// Looks at the pages that hold a value of `size` bytes.
    private func reach(_ first: Int, holding size: Int, of tree: Tree, from origin: Int) {
        guard reach(first, of: tree, from: origin) else { return }
        let header = file.withBytes(PageLayout.headerSize, ofPage: first) { bytes in
            (bytes.load(UInt.self, at: 0), bytes.load(UInt16.self, at: 10), bytes.load(UInt32.self, at: 12))
        }
        guard let header, let count = header.2.map({ Int($0) }), header.0 == UInt(first),
            header.1 == PageLayout.overflow
        else { return note(first, of: tree, "it is not the first page of a value") }
        let needed = (PageLayout.headerSize + size - 1) / file.pageSize + 1
        guard count >= needed else { return note(first, of: tree, "its value has more bytes than pages") }
        for page in first + 1..<first + max(count, 1) {
            guard reach(page, of: tree, from: first) else { return }
        }
    }

    // MARK: Free pages

    private func examine(freeList node: PageLayout.Node, _ page: Int, of tree: Tree) -> String? {
        guard node.key.count == 8 else { return Self.otherKind }
        if let flaw = examine(value: node, page, of: tree) { return flaw }
        guard node.flags == PageLayout.Node.isElsewhere else {
            return node.value.flatMap { examine(freePages: $0, from: page, of: tree) }
        }
        guard let first = node.valuePage, node.size <= file.pageCount * file.pageSize else { return Self.beyond }
        let flaw = file.withBytes(PageLayout.headerSize + node.size, ofPage: first) { bytes in
            bytes.part(at: PageLayout.headerSize, count: node.size)
                .flatMap { examine(freePages: $0, from: page, of: tree) }
        }
        return flaw ?? nil
    }

    /// A list of free pages: how many, then their numbers.
    private func examine(freePages list: PageBytes, from page: Int, of tree: Tree) -> String? {
        guard let count = list.load(UInt.self, at: 0), count < UInt(list.count / 8) else {
            return "a list of free pages contradicts itself"
        }
        for index in 0..<Int(count) {
            guard let free = list.load(UInt.self, at: 8 * (index + 1)) else { return Self.beyond }
            // Reported where it is reached.
            guard reach(free: free, of: tree, from: page) else { return nil }
        }
        return nil
    }
}

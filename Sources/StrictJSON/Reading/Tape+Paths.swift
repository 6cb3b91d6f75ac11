extension Tape {
    /// The names and indexes that lead from the root to the value at `node`.
    func codingPath(of node: Int) -> [JSONKey] {
        var path: [JSONKey] = []
        var current = 0
        while current < node, let (key, child) = child(of: current, holding: node) {
            path.append(key)
            current = child
        }
        return path
    }

    /// The names and indexes that lead to where a parser stands: to the value whose node would be the next one, or, if
    /// it is not inside a value, to the object or array that is open.
    func openPath(isInsideValue: Bool) -> [JSONKey] {
        if isInsideValue { return codingPath(of: nodes.count) }
        return codingPath(of: nodes.lastIndex { $0.isContainer && $0.end == 0 } ?? 0)
    }

    /// The path to the value at `node`, as errors write it.
    func path(of node: Int) -> String {
        JSONPath(codingPath(of: node)).text
    }

    /// The part of an object or array in which `node` lies; of an open one, the part that is being read.
    private func child(of container: Int, holding node: Int) -> (JSONKey, Int)? {
        switch nodes[container].kind {
        case .array:
            var index = 0
            var element = container + 1
            while let end = closedEnd(of: element), end <= node {
                element = end
                index += 1
            }
            return (JSONKey(intValue: index), element)
        case .object:
            var name = container + 1
            guard name < nodes.count else { return nil }
            while nodes[name].next != 0, nodes[name].next <= node { name = nodes[name].next }
            return (JSONKey(stringValue: string(at: name)), name + 1)
        default:
            return nil
        }
    }

    private func closedEnd(of node: Int) -> Int? {
        guard node < nodes.count else { return nil }
        let end = end(of: node)
        return end == 0 ? nil : end
    }
}

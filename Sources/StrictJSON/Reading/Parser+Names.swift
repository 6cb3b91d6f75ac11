// No two members of an object have one name: in small objects each name is compared with those before it, in large
// ones the names are sorted at the end, so that no input takes time that grows with the square of its length.
extension Parser {
    /// Compares a name with the `members` names before it.
    func compareName(_ name: Int, with members: Int, of object: Int) throws(JSONError) {
        let tape = tape
        let new = tape.text(of: name)
        var other = object + 1
        for _ in 0..<members {
            if Tape.equal(tape.text(of: other), new) { throw duplicate(name, of: object) }
            other = nodes[other].next
        }
    }

    /// Appends the sorted index of an object's names, by which its members are found.
    mutating func sortNames(of object: Int, _ members: Int) throws(JSONError) {
        let tape = tape
        var names: [Int] = []
        names.reserveCapacity(members)
        var name = object + 1
        for _ in 0..<members {
            names.append(name)
            name = nodes[name].next
        }
        names.sort { tape.text(of: $0).lexicographicallyPrecedes(tape.text(of: $1)) }
        let repeated = zip(names, names.dropFirst())
            .filter { Tape.equal(tape.text(of: $0), tape.text(of: $1)) }
            .map { max($0, $1) }
            .min()
        if let repeated { throw duplicate(repeated, of: object) }
        for name in names { nodes.append(.sorted(name: name)) }
    }

    private func duplicate(_ name: Int, of object: Int) -> JSONError {
        var path = JSONPath(tape.codingPath(of: object))
        path.append(name: tape.string(at: name))
        return JSONError(.duplicateName, offset: Int(nodes[name].start), path: path.text)
    }
}

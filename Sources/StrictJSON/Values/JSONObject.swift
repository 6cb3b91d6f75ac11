/// The members of an object, in order, each name once. Names are compared byte by byte.
public struct JSONObject: Sendable {
    /// A member.
    public typealias Member = (name: String, value: JSONValue)

    /// Above this many members, finding one goes by a table.
    private static let mostScanned = 16

    private var members: [Member] = []
    private var positions: [Name: Int] = [:]

    /// Makes an object without members.
    public init() {}

    /// The value of the member `name`.
    ///
    /// Setting replaces the value in its place, adds a member at the end, or, set to `nil`, removes the member in time
    /// that grows with the number of members.
    public subscript(name: String) -> JSONValue? {
        get { position(of: name).map { members[$0].value } }
        set {
            switch (position(of: name), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil): remove(at: position)
            case (nil, let value?): append(name, value)
            case (nil, nil): break
            }
        }
    }

    /// Adds a member whose name is known to be new.
    mutating func append(_ name: String, _ value: JSONValue) {
        members.append((name, value))
        if members.count == Self.mostScanned + 1 {
            for (position, member) in members.enumerated() { positions[Name(member.name)] = position }
        } else if members.count > Self.mostScanned {
            positions[Name(name)] = members.count - 1
        }
    }

    private mutating func remove(at position: Int) {
        members.remove(at: position)
        positions = [:]
        guard members.count > Self.mostScanned else { return }
        for (position, member) in members.enumerated() { positions[Name(member.name)] = position }
    }

    private func position(of name: String) -> Int? {
        if members.count > Self.mostScanned { return positions[Name(name)] }
        return members.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
    }
}

extension JSONObject: RandomAccessCollection {
    /// 0.
    public var startIndex: Int { 0 }
    /// The number of members.
    public var endIndex: Int { members.count }
    /// The member at a place in their order.
    public subscript(position: Int) -> Member { members[position] }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Makes an object of these members; of two with one name the later counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (name, value) in elements { self[name] = value }
    }
}

extension JSONObject: Hashable {
    /// Whether both have the same members, in whatever order.
    public static func == (first: JSONObject, second: JSONObject) -> Bool {
        first.count == second.count && first.allSatisfy { second[$0.name] == $0.value }
    }

    /// Hashes the members without their order.
    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for member in members {
            var hasher = Hasher()
            Name(member.name).hash(into: &hasher)
            member.value.hash(into: &hasher)
            sum &+= hasher.finalize()
        }
        hasher.combine(sum)
    }
}

extension JSONObject {
    /// A name that is compared by its bytes.
    struct Name: Hashable {
        private let text: String

        init(_ text: String) {
            self.text = text
        }

        static func == (first: Name, second: Name) -> Bool {
            first.text.utf8.elementsEqual(second.text.utf8)
        }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
            hasher.combine(0xFF as UInt8)
        }
    }
}

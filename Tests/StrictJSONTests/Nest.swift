import StrictJSON

/// A value as deep as one likes, every other level written apart.
indirect enum Nest: Encodable {
    enum Innermost: CaseIterable {
        case null, nothing, emptyObject, emptyArray
    }

    case end(Innermost), list(Nest), object(Nest)

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .end(.null):
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .end(.nothing): break
        case .end(.emptyObject): _ = encoder.container(keyedBy: JSONKey.self)
        case .end(.emptyArray): _ = encoder.unkeyedContainer()
        case .list(let inner):
            var container = encoder.unkeyedContainer()
            try container.encode(inner)
        case .object(let inner):
            var container = encoder.container(keyedBy: JSONKey.self)
            var nested = container.nestedUnkeyedContainer(forKey: JSONKey("n"))
            try nested.encode(inner)
        }
    }
}

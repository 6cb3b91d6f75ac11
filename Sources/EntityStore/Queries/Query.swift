/// Which entities of a collection are wanted: those that every one of some index keys leads to.
///
/// ```swift
/// Property.byCity == "bordeaux" && Property.byOwner == ada
/// ```
///
/// A query of several parts is a leapfrog join of their posting lists.
public struct Query<Target: Entity>: Sendable {
    let matches: [Match]

    /// The entities that both queries want.
    public static func && (left: Query, right: Query) -> Query {
        Query(matches: left.matches + right.matches)
    }
}

/// One index and one key in it.
struct Match: Sendable, Hashable, Comparable {
    let index: String
    let key: [UInt8]

    static func < (left: Match, right: Match) -> Bool {
        left.index == right.index
            ? left.key.lexicographicallyPrecedes(right.key)
            : left.index.utf8.lexicographicallyPrecedes(right.index.utf8)
    }
}

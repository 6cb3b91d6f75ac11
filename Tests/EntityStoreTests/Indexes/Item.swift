import EntityStore

/// An entity whose indexes are those of its shape: what a program keeps in one version, and what in the next.
struct Item<Shape: ItemShape>: Entity, Equatable {
    static var collection: CollectionName { "items" }
    static var indexes: [any EntityIndex<Item>] { Shape.indexes() }
    static var indexesRevision: Int { Shape.revision }

    static var byName: Index<Item, String> { Index("name") { $0.name } }
    static var byColour: Index<Item, String> { Index("colour") { $0.colour } }

    let id: ID<Item>
    var name: String
    var colour = "none"
}

/// A version of the program that keeps items.
protocol ItemShape: Sendable {
    static func indexes() -> [any EntityIndex<Item<Self>>]
    static var revision: Int { get }
}

extension ItemShape {
    static var revision: Int { 0 }
}

/// By name.
enum ByName: ItemShape {
    static func indexes() -> [any EntityIndex<Item<Self>>] { [Item.byName] }
}

/// By name and by colour.
enum ByNameAndColour: ItemShape {
    static func indexes() -> [any EntityIndex<Item<Self>>] { [Item.byName, Item.byColour] }
}

/// By name alone again.
enum NoLongerByColour: ItemShape {
    static let revision = 1
    static func indexes() -> [any EntityIndex<Item<Self>>] { [Item.byName] }
}

/// By colour once more.
enum ByColourAgain: ItemShape {
    static let revision = 2
    static func indexes() -> [any EntityIndex<Item<Self>>] { [Item.byName, Item.byColour] }
}

/// By name, of which only the first letter counts now.
enum ByInitial: ItemShape {
    static let revision = 1
    static func indexes() -> [any EntityIndex<Item<Self>>] { [byInitial] }
    static var byInitial: Index<Item<Self>, String> { Index("name", revision: 2) { String($0.name.prefix(1)) } }
}

/// By name, which only one item may have.
enum ByUniqueName: ItemShape {
    static func indexes() -> [any EntityIndex<Item<Self>>] { [byUniqueName] }
    static var byUniqueName: Index<Item<Self>, String> { Index("name", unique: true) { $0.name } }
}

/// What a handle can stand for.
protocol HandleContent: AnyObject, Sendable {
    /// The kind of its handles.
    static var kind: Handle.Kind { get }
    /// What messages call it.
    static var name: String { get }
    /// The store that it belongs to.
    var store: OpenStore { get }
}

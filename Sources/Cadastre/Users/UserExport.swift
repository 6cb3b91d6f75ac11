import EntityStore

/// All that the register keeps of one user, but secrets, as one JSON document in pieces:
/// `{"user":…,"properties":[…]}`, the oldest property first.
///
/// Each piece is read in a snapshot of its own, so that nothing is held up while a slow reader takes it. What changes
/// meanwhile may show in one piece and not in another.
public struct UserExport: Sendable {
    private enum Place {
        case user
        case properties(PageCursor?)
        case end
    }

    private let registry: Registry
    private let caller: Caller
    private var place = Place.user
    private var hasProperties = false

    init(of caller: Caller, from registry: Registry) {
        self.caller = caller
        self.registry = registry
    }

    /// The next piece of the document; `nil` after the last.
    ///
    /// - Throws: `.unauthenticated` where the caller has lost its right since the piece before; the document is then
    ///   not whole.
    public mutating func next() throws(RegistryError) -> [UInt8]? {
        switch place {
        case .end: return nil
        case .user: return try userPiece()
        case .properties(let cursor): return try propertyPiece(after: cursor)
        }
    }

    private mutating func userPiece() throws(RegistryError) -> [UInt8] {
        let user = try registry.me(as: caller)
        place = .properties(nil)
        return Array(#"{"user":"#.utf8) + user.json + Array(#","properties":["#.utf8)
    }

    private mutating func propertyPiece(after cursor: PageCursor?) throws(RegistryError) -> [UInt8] {
        var piece: [UInt8] = []
        var hasProperties = hasProperties
        let next = try registry.read(as: caller) { transaction, standing in
            let owner = try standing.requireUser()
            return try transaction.page(
                of: Property.self, where: Property.byOwner == owner, order: .oldest, limit: 100,
                maximumBytes: Registry.maximumPageByteCount, after: cursor
            ) { record in
                if hasProperties { piece.append(UInt8(ascii: ",")) }
                piece += record.json
                hasProperties = true
            }
        }
        self.hasProperties = hasProperties
        place = next.map { .properties($0) } ?? .end
        return next == nil ? piece + Array("]}".utf8) : piece
    }
}

extension Registry {
    /// All that the register keeps of the caller, but secrets.
    ///
    /// - Throws: `.unauthenticated`
    public func exportMe(as caller: Caller) throws(RegistryError) -> UserExport {
        // Asked now, so that a door can still answer with the error.
        _ = try me(as: caller)
        return UserExport(of: caller, from: self)
    }
}

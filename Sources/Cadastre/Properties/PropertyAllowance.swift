import EntityStore

/// How many properties one user may have, so that nobody fills the register with them.
struct PropertyAllowance: Sendable {
    /// `nil` for any number.
    let maximum: Int?

    /// Makes sure that a user may have one more. The operator may give anybody any number.
    ///
    /// Asked in the transaction that makes the property, where every other is seen: so the bound holds however many are
    /// made at once. The index of owners knows the count, which costs one look.
    ///
    /// - Throws: `.conflict`
    func requireRoom(
        forOneOf owner: ID<User>, madeBy standing: Standing, in transaction: borrowing WriteTransaction
    ) throws {
        guard let maximum else { return }
        switch standing {
        case .operator: return
        case .anonymous, .user: break
        }
        guard try transaction.count(where: Property.byOwner == owner) < maximum else {
            throw RegistryError.conflict(
                "You have as many properties as a user may have, \(maximum). Delete one that you no longer need, or ask "
                    + "the operator to allow more (max-properties-per-user).")
        }
    }
}

/// All of what a property is to be.
public struct PropertyReplacement: Sendable {
    let change: PropertyChange

    /// Reads what a property is to be: what a description leaves out is empty. What the register gave (`id`, `ownerId`,
    /// `createdAt`, `updatedAt`, `version`) is welcome where it is what is stored.
    ///
    /// - Throws: `.malformed`; `.invalid` with each field that is wrong; `.tooLarge` above 1 MiB.
    public init(json: [UInt8]) throws(RegistryError) {
        let fields = try PropertyFields(try RequestBody.parse(json), for: .replace)
        change = PropertyChange(replacing: fields)
    }
}

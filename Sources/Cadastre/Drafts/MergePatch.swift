public import StrictJSON

/// What to change of a record, as an RFC 7396 merge patch: members that are named become what is given, `null` removes
/// what may be absent, members that are not named stay.
///
/// A patch is bound to nothing: the operation that it is given to knows what its members mean, checks all that can be
/// checked without the record before it queues, and merges in the transaction.
public struct MergePatch: Sendable {
    /// The members that are named.
    let object: JSONObject

    /// Reads a patch.
    ///
    /// - Throws: `.malformed` where it is no JSON object; `.tooLarge` above 1 MiB.
    public init(json: [UInt8]) throws(RegistryError) {
        object = try RequestBody.parse(json)
    }

    /// A patch that changes these members.
    public init(_ members: JSONObject) {
        object = members
    }
}

import StrictJSON

/// What a request says about the features of a room.
struct FeaturePatch: Sendable {
    /// Each feature that is named, and what it becomes; `nil` removes it.
    private var changes: [(name: String, value: FeatureValue?)] = []
    /// Whether features that are not named stay.
    private let keepsOthers: Bool

    /// Reads the member `features` of a room.
    ///
    /// - Parameter isMerge: Whether the room is being patched, so that features that are not named stay, and `null`
    ///   removes one.
    init(reading reader: inout FieldReader, isMerge: Bool) throws(RegistryError) {
        let features = try reader.optional("features", .object)
        keepsOthers = isMerge && !features.isRemoval
        guard let object = features.value else { return }
        // A patch may name those that go beside those that come. More than that is not looked at.
        let most = isMerge ? 2 * Features.maximumCount : Features.maximumCount
        guard object.count <= most else {
            reader.complain(about: "features", complaint: Features.complaint(aboutCount: object.count, most: most))
            return
        }
        for (name, value) in object {
            let flaw = Features.nameRule.complaint(about: name)
            reader.complain(about: "features", name, complaint: flaw.map { "has a name that \($0)" })
            if case .null = value, isMerge {
                changes.append((name, nil))
            } else if let feature = FeatureValue(value) {
                reader.complain(about: "features", name, complaint: feature.complaint)
                changes.append((name, feature))
            } else {
                let field = reader.field(["features", name])
                throw FieldReader.wrongType(field, "must be a string, a number, true or false")
            }
        }
    }

    /// The features of a room that had `current`.
    func applied(to current: Features) -> Features {
        var features = keepsOthers ? current : Features()
        for (name, value) in changes { features[name] = value }
        return features
    }
}

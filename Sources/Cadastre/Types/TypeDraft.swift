import StrictJSON

/// A type as somebody describes it.
public struct TypeDraft: Sendable {
    /// The id that the description names, which must be the one that it is put under.
    let id: Slug?
    /// What people read.
    public let label: String

    /// Describes a type.
    ///
    /// - Throws: `.invalid` where the label is out of its bounds.
    public init(label: String) throws(RegistryError) {
        try self.init(["label": .string(label)])
    }

    /// Reads a description; an `id` is welcome where it is the id that the type is put under.
    ///
    /// - Throws: `.malformed`; `.invalid` with each field that is wrong; `.tooLarge` above 1 MiB.
    public init(json: [UInt8]) throws(RegistryError) {
        try self.init(try RequestBody.parse(json))
    }

    /// Reads a description that is part of another document.
    init(_ object: JSONObject) throws(RegistryError) {
        var reader = try FieldReader(
            object, RequestShape(purpose: .replace, members: ["id", "label"], fixed: []))
        id = try reader.optional("id", .value(Slug.rule) { Slug($0) }).value
        label = try reader.required("label", .text(PropertyType.labelRule)) ?? ""
        try reader.finish()
    }
}

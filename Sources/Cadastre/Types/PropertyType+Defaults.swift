extension PropertyType {
    /// The types that a new register begins with.
    static let defaults: [(slug: Slug, label: String)] = [
        ("apartment", "Apartment"), ("house", "House"), ("studio", "Studio"), ("loft", "Loft"), ("villa", "Villa"),
        ("townhouse", "Townhouse"), ("land", "Land"), ("parking", "Parking"), ("office", "Office"),
        ("commercial", "Commercial"),
    ].compactMap { text, label in Slug(text).map { ($0, label) } }

    /// Whether it is one of these, as a new register has it.
    var isDefault: Bool {
        header.version == 1 && Self.defaults.contains { $0.slug == slug && $0.label.isByteEqual(to: label) }
    }
}

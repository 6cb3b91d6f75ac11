extension PropertyType {
    /// The types that a new register begins with.
    static let defaults: [(slug: Slug, label: String)] = [
        ("apartment", "Apartment"), ("house", "House"), ("studio", "Studio"), ("loft", "Loft"), ("villa", "Villa"),
        ("townhouse", "Townhouse"), ("land", "Land"), ("parking", "Parking"), ("office", "Office"),
        ("commercial", "Commercial"),
    ].compactMap { text, label in Slug(text).map { ($0, label) } }
}

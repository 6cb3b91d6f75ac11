/// The order in which cities are listed.
public enum CityOrder: String, Sendable, CaseIterable {
    /// By folded name.
    case name
    /// The ones with the most properties first, and by folded name where they have as many.
    case count
}

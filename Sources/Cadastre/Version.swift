/// Which version of Cadastre this is.
public enum Version {
    /// The version, as NUL-terminated text.
    public static let current: StaticString = "0.1.0"
}

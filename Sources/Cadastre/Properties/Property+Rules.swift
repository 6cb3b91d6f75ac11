extension Property {
    /// What a name may be.
    public static let nameRule = TextRule.oneLine(1...200)
    /// What a description may be.
    public static let descriptionRule = TextRule.manyLines(upTo: 10_000)
    /// What the name of a city may be; it must fold to something, too.
    public static let cityRule = TextRule.oneLine(1...120)
    /// How many rooms a property may have.
    public static let maximumRooms = 200
    /// How many bytes the JSON of a property may have.
    public static let maximumByteCount = 256 * 1_024

    /// What is wrong with the name of a city, as the end of a sentence; `nil` if nothing is.
    static func cityComplaint(about city: String) -> String? {
        if let complaint = cityRule.complaint(about: city) { return complaint }
        do throws(FoldingFailure) {
            _ = try FoldedText(folding: city)
            return nil
        } catch {
            return error.message
        }
    }

    /// What is wrong with a number of rooms, as the end of a sentence; `nil` if nothing is.
    static func complaint(aboutRooms count: Int) -> String? {
        count > maximumRooms ? "must be at most \(maximumRooms) rooms" : nil
    }

    /// Refuses a property whose JSON is too long: only its rooms can make it so.
    static func requireRoom(for byteCount: Int) throws(RegistryError) {
        guard byteCount > maximumByteCount else { return }
        throw .invalid([FieldError("rooms", "make the property longer than \(maximumByteCount / 1_024) KiB of JSON")])
    }
}

/// Numbers and times as people read them.
enum Quantity {
    /// `1,234,567`.
    static func grouped(_ number: some BinaryInteger) -> String {
        var text = ""
        let digits = String(number.magnitude)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }

    /// `1,234 rows`, `1 row`.
    static func counted(_ number: some BinaryInteger, _ singular: String, _ plural: String) -> String {
        "\(grouped(number)) \(number == 1 ? singular : plural)"
    }

    /// `0.2 s`, `75 s`, `12 min 5 s`.
    static func time(_ duration: Duration) -> String {
        let tenths = Int((duration / .milliseconds(100)).rounded())
        if tenths < 100 { return "\(tenths / 10).\(tenths % 10) s" }
        let seconds = tenths / 10
        return seconds < 120 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
    }

    /// `512 bytes`, `1.5 KiB`, `12 MiB`.
    static func bytes(_ count: some BinaryInteger) -> String {
        var size = Double(count)
        guard size >= 1_024 else { return counted(count, "byte", "bytes") }
        for unit in ["KiB", "MiB", "GiB"] {
            size /= 1_024
            if size < 1_024 { return rounded(size, unit) }
        }
        return rounded(size / 1_024, "TiB")
    }

    private static func rounded(_ size: Double, _ unit: String) -> String {
        let tenths = Int((size * 10).rounded())
        return size < 10 && !tenths.isMultiple(of: 10)
            ? "\(tenths / 10).\(tenths % 10) \(unit)" : "\(Int(size.rounded())) \(unit)"
    }
}

extension TextRule {
    /// Why a scalar may not stand in text.
    enum Flaw {
        /// A line break or a tab: good in a text of many lines.
        case layout
        /// Another of U+0000–001F and U+007F–009F.
        case control
        /// A mark, embedding, override or isolate that changes the direction of what follows, and so what a reader
        /// takes a text for (Unicode Technical Report 36, 2.6).
        case direction

        /// `nil` where `scalar` is welcome.
        init?(of scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x20...0x7E: return nil
            case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: self = .layout
            case 0x00...0x1F, 0x7F...0x9F: self = .control
            case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: self = .direction
            default: return nil
            }
        }

        var isLayout: Bool { self == .layout }

        func description(of scalar: Unicode.Scalar) -> String {
            let digits = String(scalar.value, radix: 16, uppercase: true)
            let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            return switch self {
            case .layout: "line breaks or tabs, here \(name)"
            case .control: "the control character \(name)"
            case .direction: "\(name), which changes the direction of writing"
            }
        }
    }
}

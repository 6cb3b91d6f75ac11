import StrictJSON

/// An answer for a script.
enum JSONLine {
    /// `value` on one line.
    static func text(of value: JSONValue) throws(CommandFailure) -> String {
        do throws(JSONError) {
            return String(decoding: try value.encoded(), as: UTF8.self)
        } catch {
            throw CommandFailure(.fault, "An answer can't be written as JSON: \(error).")
        }
    }
}

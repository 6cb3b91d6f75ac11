import Configuration
import StrictJSON

/// A configuration file: one JSON object whose members are ``SettingKey``s.
enum ConfigurationFile {
    /// No configuration is as long as this, in bytes.
    private static let longest = 1 << 20

    /// The settings of the file at `path`.
    ///
    /// - Throws: `.usage` where it is no JSON object, or has a member that is no setting or has no value that one takes;
    ///   and where it can't be read.
    static func provider(of path: String) throws(CommandFailure) -> InMemoryProvider {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for (name, value) in try object(in: path) {
            guard SettingKey(rawValue: name) != nil else {
                throw CommandFailure(.usage, "\(path) names \"\(name)\", which is no setting.")
            }
            guard let text = text(of: value) else {
                throw CommandFailure(
                    .usage, "\(path): \"\(name)\" must be a string, a number, true, false or a list of strings.")
            }
            values[AbsoluteConfigKey([name])] = ConfigValue(.string(text), isSecret: false)
        }
        return InMemoryProvider(name: path, values: values)
    }

    private static func object(in path: String) throws(CommandFailure) -> JSONObject {
        let file = try FileSource(path)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 * 1_024)
        while case let count = try file.read(into: &chunk), count > 0, bytes.count <= longest {
            bytes.append(contentsOf: chunk.prefix(count))
        }
        let value: JSONValue
        do {
            value = try JSONValue.parse(bytes)
        } catch {
            throw CommandFailure(.usage, "\(path) is no configuration: \(error).")
        }
        guard let object = value.object else {
            throw CommandFailure(.usage, "\(path) is no configuration: it must be one JSON object.")
        }
        return object
    }

    /// The value as it would be written on the command line: one reading of a setting serves all three places.
    private static func text(of value: JSONValue) -> String? {
        switch value {
        case .string(let text): return text
        case .integer(let number): return String(number)
        case .number(let number): return String(number)
        case .bool(let flag): return String(flag)
        case .array(let elements):
            let texts = elements.compactMap(\.string)
            return texts.count == elements.count ? texts.joined(separator: ",") : nil
        case .null, .object: return nil
        }
    }
}

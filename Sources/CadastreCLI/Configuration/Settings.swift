import ArgumentParser
import Configuration
import Foundation

/// What a command has been told: flags, then the environment, then the file that `--config` or `CADASTRE_CONFIG` names.
struct Settings {
    private let reader: ConfigReader
    /// Whose mistakes are forgiven.
    let profile: Profile

    /// Reads the configuration file, if one is named.
    ///
    /// - Parameters:
    ///   - file: The value of `--config`.
    ///   - environment: The variables of the environment.
    init(
        file: String?, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(CommandFailure) {
        var providers: [any ConfigProvider] = [
            EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "cadastre")
        ]
        if let path = file ?? environment["CADASTRE_CONFIG"] {
            providers.append(try ConfigurationFile.provider(of: path))
        }
        reader = ConfigReader(providers: providers)
        profile = try Self.value(of: .profile, flag: nil, in: reader) ?? .local
    }

    /// The value of a setting; `nil` where nobody has set it.
    ///
    /// - Parameter flag: What the command line says, which comes first.
    /// - Throws: `.usage` where what is set is no such value.
    func value<Value: ExpressibleByArgument>(of key: SettingKey, flag: Value?) throws(CommandFailure) -> Value? {
        try Self.value(of: key, flag: flag, in: reader)
    }

    /// The values of a setting that takes several, parted by commas outside the command line; empty where nobody has
    /// set it.
    func values<Value: ExpressibleByArgument>(
        of key: SettingKey, flags: [Value]
    ) throws(CommandFailure) -> [Value] {
        guard flags.isEmpty, let text = Self.text(of: key, in: reader) else { return flags }
        var values: [Value] = []
        for part in text.split(separator: ",") {
            values.append(try Self.parse(part.trimmingCharacters(in: .whitespaces), as: key))
        }
        return values
    }

    private static func value<Value: ExpressibleByArgument>(
        of key: SettingKey, flag: Value?, in reader: ConfigReader
    ) throws(CommandFailure) -> Value? {
        if let flag { return flag }
        guard let text = text(of: key, in: reader) else { return nil }
        return try parse(text, as: key)
    }

    private static func text(of key: SettingKey, in reader: ConfigReader) -> String? {
        reader.string(forKey: ConfigKey([key.rawValue]))
    }

    private static func parse<Value: ExpressibleByArgument>(
        _ text: String, as key: SettingKey
    ) throws(CommandFailure) -> Value {
        if let value = Value(argument: text) { return value }
        let choices = Value.allValueStrings
        let rule = choices.isEmpty ? "" : ": it takes \(choices.joined(separator: " or "))"
        throw CommandFailure(
            .usage, "\"\(text)\" is no value for \(key.rawValue) (set by \(key.variable) or the configuration)\(rule).")
    }
}

import ArgumentParser
import GRDBSQLite

/// What is compared.
struct VersionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "versions", abstract: "Say which versions are compared, as one JSON object.")

    func run() {
        print("{\"sqlite\":\"\(String(cString: sqlite3_libversion()))\",\"grdb\":\"7.10.0\"}")
    }
}

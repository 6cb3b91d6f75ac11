import ArgumentParser
import Cadastre
import StrictJSON

/// `cadastre user list`
struct UserListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the users, the newest first: id, role, e-mail address and name.")

    @OptionGroup var store: StoreArguments

    @Flag(help: "Answer with each user as JSON on a line of its own.")
    var json = false

    func run() throws {
        let register = try OpenRegister(store, missing: .refuse)
        defer { register.close() }
        let output = OutputFile.standardOutput()
        var next: String?
        repeat {
            let page = try attempt { () throws(RegistryError) in
                try register.registry.users(UserQuery(limit: 100, after: next), as: .operator)
            }
            try output.write(lines(of: page))
            next = page.next
        } while next != nil
        try output.flush()
    }

    private func lines(of page: ListAnswer) -> [UInt8] {
        page.json.withUnsafeBytes { bytes in
            var lines: [UInt8] = []
            guard let items = JSONSlice(bytes)?.member("items") else { return lines }
            for user in items.elements {
                lines += json ? Array(user.bytes) : Array(Self.row(of: user).utf8)
                lines.append(UInt8(ascii: "\n"))
            }
            return lines
        }
    }

    private static func row(of user: JSONSlice) -> String {
        func text(_ name: String) -> String { user.member(name)?.string ?? "" }
        let name = "\(text("firstName")) \(text("lastName"))"
        return "\(text("id"))  \(text("role").padded(to: 5))  \(text("email").padded(to: 32))  \(name)"
    }
}

extension String {
    /// The text with spaces behind it, `width` characters or more.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}

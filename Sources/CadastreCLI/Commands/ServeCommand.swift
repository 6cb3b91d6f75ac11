import ArgumentParser
import Cadastre
import CadastreHTTP
import Logging

/// `cadastre serve`: the register over HTTP.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the register over HTTP, until SIGTERM or SIGINT.",
        discussion: """
            Makes the store if there is none. The first line on standard output is "listening on http://HOST:PORT"; \
            the access log goes to standard error. With "profile": "production" (config/production.json) what would \
            endanger other people's data is refused.
            """
    )

    @OptionGroup var store: StoreArguments

    @OptionGroup(title: "SERVER") var server: ServerArguments

    func run() async throws {
        OpenFiles.raiseLimit()
        let settings = try store.settings()
        let configuration = try server.configuration(in: settings)
        var options = RegistryOptions()
        try server.setBounds(of: &options, in: settings)
        let register = try OpenRegister(store, missing: .make, options: options)
        if settings.profile == .production { try ProductionRules.check(register) }
        try await serve(register.registry, configuration)
        register.close()
    }

    private func serve(_ registry: Registry, _ configuration: ServerConfiguration) async throws {
        let logger = LogWriter.standardError.makeLogger(
            label: "cadastre", format: configuration.logFormat, level: .error)
        let server = CadastreServer(registry: registry, configuration: configuration, logger: logger) { address in
            do throws(CommandFailure) {
                try Console.answer("listening on http://\(address)")
            } catch {
                // It serves all the same: whoever started it may know the address, and takes the line for nothing.
                Console.remark(error.sentence)
            }
        }
        do {
            try await server.run()
        } catch let failure as ListenFailure {
            throw CommandFailure(failure, configuration)
        }
    }
}

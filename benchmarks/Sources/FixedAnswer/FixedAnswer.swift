import ArgumentParser
import FoundationEssentials
import Hummingbird
import Logging

/// A server that always answers the same, with no middleware: the limit of the framework.
@main
struct FixedAnswer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fixed-answer", abstract: "Serves two files, read once, at /property and /page.")

    @Option(help: "Port on 127.0.0.1.")
    var port: Int

    @Option(help: "File that /property answers.")
    var property: String

    @Option(help: "File that /page answers.")
    var page: String

    func run() async throws {
        let router = Router()
        for (path, file) in [("property", property), ("page", page)] {
            let answer = Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: try Data(contentsOf: URL(filePath: file)))))
            router.get(RouterPath(path)) { _, _ in answer }
        }
        let logger = Logger(label: "fixed-answer") { _ in SwiftLogNoOpLogHandler() }
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port), backlog: 1024),
            logger: logger)
        try await application.runService()
    }
}

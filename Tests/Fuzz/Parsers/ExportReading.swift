import Cadastre

/// The reader of exports and the import of their lines: each is taken, or rejected with its number and why.
enum ExportReading: Parser {
    static func read(_ bytes: [UInt8], _ choice: UInt8) {
        var options = ImportOptions()
        options.isDryRun = true
        options.trustsSecrets = choice & 1 == 0
        options.updates = choice & 2 == 0
        let records = RegisterImport(into: register, options: options)
        let source = Pieces(bytes, size: Int(choice) + 1)
        var lines = LineSplitter()
        var last = 0
        do {
            reading: while true {
                switch try lines.next({ chunk throws(CommandFailure) in try source.read(into: &chunk) }) {
                case .bytes(let line):
                    guard lines.line > last else { stop("the numbers of lines don't rise") }
                    last = lines.line
                    check(try records.add(line, at: last), upTo: last)
                case .tooLong, .end: break reading
                }
            }
            check(try records.finish(), upTo: last)
        } catch {
            complain(of: error)
        }
    }

    private static func check(_ rejections: [ImportRejection], upTo line: Int) {
        for rejection in rejections {
            guard (1...line).contains(rejection.line), !rejection.errors.isEmpty else { stop("a rejection of nothing") }
            _ = rejection.errorsJSON
        }
    }
}

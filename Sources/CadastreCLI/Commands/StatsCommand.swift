import ArgumentParser
import Cadastre
import EntityStore
import StrictJSON

/// `cadastre stats`: how large the store is.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Say how much the store holds, and who is reading it.")

    @OptionGroup var store: StoreArguments

    @Flag(help: "Answer with one line of JSON.")
    var json = false

    func run() throws {
        let register = try OpenRegister(store, missing: .refuse)
        let statistics = try attempt { () throws(RegistryError) in try register.registry.statistics() }
        register.close()
        if json {
            try Console.answer(JSONLine.text(of: Self.json(of: statistics)))
        } else {
            for line in Self.table(of: statistics, path: register.path) { try Console.answer(line) }
        }
    }

    private static func table(of statistics: StoreStatistics, path: String) -> [String] {
        var rows = [("store", path)]
        rows += statistics.collections.map { ("\($0.name)", Quantity.grouped($0.entities)) }
        rows += [
            ("index entries", Quantity.grouped(statistics.collections.reduce(0) { $0 + $1.indexEntries })),
            ("file", Quantity.bytes(statistics.fileSize)),
            ("of it in use", Quantity.bytes(statistics.usedBytes)),
            ("address space", Quantity.bytes(statistics.addressSpace)),
            ("readers now", "\(statistics.readers) of \(statistics.maximumReaders)"),
            ("oldest reader lags", Quantity.counted(statistics.oldestReadLag, "commit", "commits")),
            ("format", "\(statistics.format)"),
            ("index generation", "\(statistics.indexGeneration)"),
        ]
        let width = rows.reduce(0) { max($0, $1.0.count) }
        return rows.map { $0 + String(repeating: " ", count: width - $0.count + 2) + $1 }
    }

    private static func json(of statistics: StoreStatistics) -> JSONValue {
        var records = JSONObject()
        for collection in statistics.collections {
            records["\(collection.name)"] = .integer(Int64(collection.entities))
        }
        let entries = statistics.collections.reduce(0) { $0 + $1.indexEntries }
        return [
            "records": .object(records), "indexEntries": .integer(Int64(entries)),
            "fileBytes": .integer(Int64(statistics.fileSize)), "usedBytes": .integer(Int64(statistics.usedBytes)),
            "addressSpaceBytes": .integer(Int64(statistics.addressSpace)),
            "readers": .integer(Int64(statistics.readers)),
            "maximumReaders": .integer(Int64(statistics.maximumReaders)),
            "oldestReaderLag": .integer(Int64(statistics.oldestReadLag)),
            "format": .integer(Int64(statistics.format)),
            "indexGeneration": .integer(Int64(clamping: statistics.indexGeneration)),
        ]
    }
}

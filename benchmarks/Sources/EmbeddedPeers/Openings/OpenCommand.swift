import ArgumentParser
import CEmbedded
import Cadastre
import EntityStore
import Foundation
import GRDB

/// Opening a store that holds the records, with the first get, and closing it again.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open a store, get one record, and close it.")

    @OptionGroup var loaded: Loaded
    @Option(help: "How often a peer opens its store in a round.") var openings = 10

    func run() throws {
        let records = Records(loaded.pack)
        let wanted = UInt32(records.count / 2)
        let file = try SQLiteFile.loaded(loaded.sqlite, records)
        let scratch = Scratch(byteCount: records.longest)
        // The clock on the wall, as opening may wait.
        try Rounds(count: loaded.rounds, stopwatch: .passing).run(
            "open, get one and close",
            [
                contestant("registry") { try register(records.id(wanted), scratch) },
                contestant("entity store") { try store(records.id(wanted), scratch) },
                contestant("lmdb") { lmdb(records, wanted) },
                contestant("sqlite") { try sqlite(file, records[wanted], scratch) },
                contestant("grdb") { try grdb(file, records[wanted], scratch) },
            ])
    }

    private func contestant(_ peer: String, _ openOnce: @escaping () throws -> UInt64) -> Contestant {
        Contestant(peer: peer, operations: openings) {
            try (0..<openings).reduce(0) { sum, _ in try sum &+ openOnce() }
        }
    }

    private func register(_ id: ID<Property>, _ scratch: Scratch) throws -> UInt64 {
        let registry = try Registry.open(at: loaded.register)
        defer { registry.close() }
        return try registry.withProperty(id, as: .anonymous) { _, json in scratch.take(json) }
    }

    private func store(_ id: ID<Property>, _ scratch: Scratch) throws -> UInt64 {
        let store = try Store.open(at: loaded.register, holding: Property.self)
        defer { store.close() }
        return try store.read { transaction in try transaction.withRecord(id) { scratch.take($0.json) } ?? 0 }
    }

    private func lmdb(_ records: Records, _ wanted: UInt32) -> UInt64 {
        var store = store_open(loaded.lmdb)
        defer { store_close(&store) }
        let reader = LMDBReader(store, records, largestPage: 1)
        return reader.getEach(Asked([wanted], of: records))
    }

    private func sqlite(_ file: String, _ record: record, _ scratch: Scratch) throws -> UInt64 {
        let connection = try Connection(file, .full)
        defer { connection.close() }
        let get = try connection.prepare(SQLiteSchema.get)
        get.bind(blob: record.id, count: Int(ID_BYTES), at: 1)
        return try get.step() ? scratch.take(get.blob) : 0
    }

    private func grdb(_ file: String, _ record: record, _ scratch: Scratch) throws -> UInt64 {
        let pool = try DatabasePool(path: file, configuration: SQLiteSchema.configuration(.full))
        defer { try? pool.close() }
        return try pool.read { database in
            let rows = try Row.fetchCursor(
                database, sql: SQLiteSchema.get, arguments: [Data(bytes: record.id, count: Int(ID_BYTES))])
            guard let row = try rows.next() else { return 0 }
            return try row.withUnsafeData(atIndex: 0) { $0?.withUnsafeBytes(scratch.take) ?? 0 }
        }
    }
}

import CEmbedded
import Foundation

/// A database with the records, made once and kept beside the dataset.
enum SQLiteFile {
    private static let batch: UInt32 = 10_000

    /// - Returns: The path of the file.
    static func loaded(_ directory: String, _ records: Records) throws -> String {
        let path = directory + "/records.sqlite"
        guard !FileManager.default.fileExists(atPath: path) else { return path }
        let unfinished = directory + "/unfinished.sqlite"
        try? FileManager.default.removeItem(atPath: unfinished)
        let connection = try Connection(unfinished, .normal)
        for table in SQLiteSchema.tables { try connection.execute(table) }
        let insert = try connection.prepare(SQLiteSchema.insert)
        for start in stride(from: 0, to: UInt32(records.count), by: Int(batch)) {
            try connection.execute("BEGIN")
            for index in start..<min(start + batch, UInt32(records.count)) {
                try insert.insert(records[index], id: records[index].id, type: records.type(index))
            }
            try connection.execute("COMMIT")
        }
        try connection.execute("ANALYZE")
        try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        try FileManager.default.moveItem(atPath: unfinished, toPath: path)
        return path
    }
}

extension Statement {
    /// Adds a record under `id`.
    func insert(_ record: record, id: UnsafePointer<UInt8>, type: String) throws {
        defer { reset() }
        bind(blob: id, count: Int(ID_BYTES), at: 1)
        bind(text: record.city, count: record.city_length, at: 2)
        bind(blob: record.owner, count: Int(ID_BYTES), at: 3)
        bind(blob: record.json, count: record.json_length, at: 5)
        var type = type
        try type.withUTF8 { type in
            if let text = type.baseAddress { bind(text: text, count: type.count, at: 4) }
            _ = try step()
        }
    }
}

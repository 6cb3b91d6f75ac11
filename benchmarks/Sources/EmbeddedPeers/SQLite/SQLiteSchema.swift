/// The tables that both ways into SQLite use: the same records, keys and indexes.
///
/// A city is kept folded, as an index of Cadastre keeps it; each index ends in the id, so that a page is read in its
/// order and begins anywhere.
enum SQLiteSchema {
    /// Whether a commit waits for the disk: `full` in WAL is as durable as Cadastre, `normal` may lose the last commits.
    enum Synchronous: String, CaseIterable {
        case full = "FULL"
        case normal = "NORMAL"
    }

    static func settings(_ synchronous: Synchronous) -> [String] {
        [
            "PRAGMA journal_mode = WAL", "PRAGMA synchronous = \(synchronous.rawValue)",
            "PRAGMA mmap_size = \(1 << 40)", "PRAGMA cache_size = -65536",
        ]
    }

    static let tables = [
        """
        CREATE TABLE property (id BLOB PRIMARY KEY NOT NULL, city TEXT NOT NULL, owner BLOB NOT NULL, type TEXT NOT NULL,
        json BLOB NOT NULL)
        """,
        "CREATE INDEX property_city ON property (city, id)",
        "CREATE INDEX property_owner ON property (owner, id)",
        "CREATE INDEX property_type ON property (type, id)",
    ]

    static let insert = "INSERT INTO property (id, city, owner, type, json) VALUES (?, ?, ?, ?, ?)"
    static let update = "UPDATE property SET json = ? WHERE id = ?"
    static let delete = "DELETE FROM property WHERE id = ?"
    static let get = "SELECT json FROM property WHERE id = ?"
    static let firstPage = "SELECT json FROM property WHERE city = ? ORDER BY id DESC LIMIT ?"
    static let pageFrom = "SELECT json FROM property WHERE city = ? AND id <= ? ORDER BY id DESC LIMIT ?"
}

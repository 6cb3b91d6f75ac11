import LMDB

/// Counts what a copy of a store holds, one by one, and compares that with the counts that it keeps.
enum BackupCheck {
    static func count(_ directory: String) throws(StoreError) -> BackupReport {
        var options = Environment.Options()
        options.isReadOnly = true
        options.createsMissing = false
        options.readAhead = .on
        let environment = try translating { () throws(LMDBError) in
            try Environment.open(at: directory, options: options)
        }
        defer { environment.close() }
        let catalogue = try translating { () throws(LMDBError) in try StoreCatalogue(of: environment) }
        let transaction = try translating { () throws(LMDBError) in try environment.beginRead() }
        let engine = EngineReader(handle: transaction.handle)
        var report = BackupReport()
        for collection in catalogue.collections {
            report.records += try count(collection, in: engine)
            for index in collection.indexes { report.indexEntries += try count(index, in: engine) }
        }
        transaction.end()
        return report
    }

    private static func count(_ collection: OpenCollection, in engine: EngineReader) throws(StoreError) -> Int {
        let records = try AllRecords(collection, by: .oldest, of: engine)
        var found = 0
        while try records.nextKey() != nil { found += 1 }
        let kept = try translating { () throws(LMDBError) in try engine.count(of: collection.records) }
        guard found == kept else { throw differs(collection.name.description, found, kept) }
        return found
    }

    private static func count(_ index: OpenIndex, in engine: EngineReader) throws(StoreError) -> Int {
        let entries = try EntryCursor(on: index, of: engine)
        var found = 0
        while try entries.nextKey() {
            let kept = try entries.countOfKey()
            var foundOfKey = 0
            try entries.forEachOfKey { _ in foundOfKey += 1 }
            guard foundOfKey == kept else { throw differs("\(index.collection)/\(index.name)", foundOfKey, kept) }
            found += foundOfKey
        }
        let kept = try translating { () throws(LMDBError) in try engine.count(of: index.postings) }
        guard found == kept else { throw differs("\(index.collection)/\(index.name)", found, kept) }
        return found
    }

    private static func differs(_ place: String, _ found: Int, _ kept: Int) -> StoreError {
        .corrupt("The copy of \(place) has \(found) entries, and should have \(kept). Verify the store.")
    }
}

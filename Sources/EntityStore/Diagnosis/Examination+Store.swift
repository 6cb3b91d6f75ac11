import Glibc
import LMDB

extension Examination {
    /// How much of the address space, and of the slots for reads, may be taken: so many tenths.
    private static let mostTenths = 8
    /// A read that lags behind by this many commits is worth a look. One that ends at once lags by a few.
    private static let mostLag = 1_000
    /// How far the clock may be behind the newest record: as far as clocks of one machine are stepped without notice.
    private static let mostBehind: Int64 = 5_000

    /// Opens the store for reading and looks at what is in it.
    mutating func lookInside() {
        let path = diagnosis.path
        guard let size = diagnosis.fileSize else {
            if absence == ENOENT || absence == ENOTDIR { return find(.missing) }
            let reason = String(cString: strerror(absence))
            return find(.cannotOpen(.unavailable("Can't look at \(path): \(reason).")))
        }
        if size == 0 { return find(.halfMade) }
        var options = options
        options.isReadOnly = true
        options.createsMissing = false
        // What this is to tell of can be looked at.
        options.allowsNetworkFileSystem = true
        do throws(StoreError) {
            let store = try Store.open(at: path, options: options, holding: [])
            defer { store.close() }
            try look(at: store)
        } catch {
            find(.cannotOpen(error))
        }
    }

    private mutating func look(at store: Store) throws(StoreError) {
        let statistics = try store.statistics()
        diagnosis.store = statistics
        let room = try translating { () throws(LMDBError) in try store.storage.environment.room }
        if room.isMapFull {
            find(.writesRefused(.addressSpaceFull))
        } else if statistics.usedBytes > statistics.addressSpace / 10 * Self.mostTenths {
            find(.addressSpaceLow(usedBytes: statistics.usedBytes, ofBytes: statistics.addressSpace))
        }
        if statistics.addressSpace < options.addressSpace {
            find(.addressSpaceReduced(gotBytes: statistics.addressSpace, wantedBytes: options.addressSpace))
        }
        if statistics.oldestReadLag >= Self.mostLag {
            let information = try translating { () throws(LMDBError) in try store.storage.environment.information }
            find(.readHeld(process: information.oldestReaderProcess, commits: statistics.oldestReadLag))
        }
        if statistics.readers > statistics.maximumReaders / 10 * Self.mostTenths {
            find(.readersLow(used: statistics.readers, of: statistics.maximumReaders))
        }
        do throws(StoreError) {
            try lookAtCollections(of: store)
        } catch {
            find(.damaged("\(error)"))
        }
    }

    private mutating func lookAtCollections(of store: Store) throws(StoreError) {
        let environment = store.storage.environment
        let catalogue = try translating { () throws(LMDBError) in try StoreCatalogue(of: environment) }
        let transaction = try translating { () throws(LMDBError) in try environment.beginRead() }
        let engine = EngineReader(handle: transaction.handle)
        for collection in catalogue.collections {
            for (name, definition) in try store.storage.definitions(of: collection.name, in: transaction)
            where definition.unbuilt != nil {
                find(.indexUnbuilt(collection: collection.name, index: name))
            }
            let records = try AllRecords(collection, by: .oldest, of: engine)
            if let first = try records.seek(.least) { _ = try records.record(first) }
            let newest = try AllRecords(collection, by: .newest, of: engine)
            guard let last = try newest.seek(.greatest) else { continue }
            _ = try newest.record(last)
            let time = Timestamp(milliseconds: last.milliseconds)
            diagnosis.newestRecord = max(diagnosis.newestRecord ?? time, time)
        }
        if let newest = diagnosis.newestRecord {
            let ahead = newest.milliseconds - diagnosis.time.milliseconds
            if ahead > Self.mostBehind { find(.clockBehind(seconds: Int(ahead / 1_000))) }
        }
    }
}

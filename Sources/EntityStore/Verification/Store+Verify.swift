import LMDB

extension Store {
    /// Walks through every record and every index entry of the collections that the program declares, and lists
    /// everything that is wrong with them.
    ///
    /// Pages come first, by themselves: where one is damaged they are all that is listed, as nothing can be read safely.
    ///
    /// It reads one snapshot: others may write meanwhile, but the space of what they replace is not used again until
    /// this returns. Its cost is that of decoding every record.
    ///
    /// - Parameter progress: Is called now and then.
    /// - Throws: What keeps it from looking; what is wrong with the data is in the report.
    public func verify(progress: (VerifyProgress) -> Void = { _ in }) throws(StoreError) -> VerifyReport {
        let damage = try translating { () throws(LMDBError) in try storage.environment.damagedPages() }
        guard damage.isEmpty else {
            return VerifyReport(pages: damage.map { VerifyProblem($0) })
        }
        let engine = try translating { () throws(LMDBError) in try storage.environment.beginRead() }
        let transaction = ReadTransaction(engine, of: storage)
        return try withoutActuallyEscaping(progress) { progress throws(StoreError) in
            var pass = VerifyPass(total: try transaction.snapshot.size(), progress: progress)
            for type in types { try Self.verify(type, in: transaction.snapshot, &pass) }
            return pass.report
        }
    }

    private static func verify<E: Entity>(
        _ type: E.Type, in snapshot: Snapshot, _ pass: inout VerifyPass
    ) throws(StoreError) {
        var verifier = try CollectionVerifier(type, in: snapshot)
        try verifier.verify(&pass)
    }
}

extension Snapshot {
    /// How many records and index entries there are, by the engine's counts.
    func size() throws(StoreError) -> Int {
        try translating { () throws(LMDBError) in
            var size = 0
            for collection in storage.collections {
                size += try engine.count(of: collection.records)
                for index in collection.indexes { size += try engine.count(of: index.postings) }
            }
            return size
        }
    }
}

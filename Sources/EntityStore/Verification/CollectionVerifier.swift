import LMDB

/// Verifies one collection in one snapshot.
struct CollectionVerifier<E: Entity> {
    /// An index, and what the records ask of it.
    private struct Expectation {
        let entries: EntryCursor
        let declaration: any EntityIndex<E>
        /// Whether the index is built, so that it can be held to anything.
        let isWhole: Bool
        /// How many entries the records ask for.
        var count = 0
        /// How many of those are not there.
        var missing = 0
    }

    private let snapshot: Snapshot
    private let collection: OpenCollection
    private var expectations: [Expectation] = []

    init(_ type: E.Type, in snapshot: Snapshot) throws(StoreError) {
        self.snapshot = snapshot
        collection = try snapshot.storage.collection(of: type)
        for (index, declaration) in zip(collection.indexes, E.indexes) {
            let definition = try snapshot.storage.definition(of: index, in: snapshot.engine)
            let isWhole = definition.map { $0.unbuilt == nil && $0.describesSame(as: index.definition) } ?? false
            let entries = try EntryCursor(on: index, of: snapshot.engine)
            expectations.append(Expectation(entries: entries, declaration: declaration, isWhole: isWhole))
        }
    }

    mutating func verify(_ pass: inout VerifyPass) throws(StoreError) {
        try verifyRecords(&pass)
        for expectation in expectations {
            if expectation.isWhole {
                try verifyEntries(expectation, expectation.declaration, &pass)
            } else {
                pass.note(.unbuiltIndex(collection: collection.name, index: expectation.entries.index.name))
            }
        }
    }
}

// MARK: Records

extension CollectionVerifier {
    /// Each record must be decodable, agree with what is kept beside it, and be listed where its indexes say.
    private mutating func verifyRecords(_ pass: inout VerifyPass) throws(StoreError) {
        let kept = try translating { () throws(LMDBError) in try snapshot.engine.count(of: collection.records) }
        let before = pass.report.records
        let records = try AllRecords(collection, by: .oldest, of: snapshot.engine)
        while let key = try records.nextKey() {
            pass.countRecord()
            if let id = RecordID(bytes: key) {
                try verify(ID(id), &pass)
            } else {
                pass.note(.invalidID(collection: collection.name, key: key))
            }
        }
        let found = pass.report.records - before
        if found != kept {
            pass.note(.wrongCount(collection: collection.name, index: nil, key: nil, kept: kept, found: found))
        }
    }

    private mutating func verify(_ id: ID<E>, _ pass: inout VerifyPass) throws(StoreError) {
        let entity: E?
        do throws(StoreError) {
            entity = try snapshot.withRecord(id) { record throws(StoreError) in
                let entity = try record.decoded()
                if let reason = Self.contradiction(of: record, to: entity) {
                    pass.note(.contradiction(collection: collection.name, id: id.record, reason: reason))
                }
                return entity
            }
        } catch {
            guard let problem = Self.problem(of: error) else { throw error }
            pass.note(problem)
            return
        }
        guard let entity else { return }
        for position in expectations.indices where expectations[position].isWhole {
            guard let key = expectations[position].declaration.keyBytes(of: entity) else { continue }
            expectations[position].count += 1
            let entries = expectations[position].entries
            guard try !entries.contains(id.record, under: key) else { continue }
            expectations[position].missing += 1
            pass.note(
                .missingEntry(
                    VerifyProblem.Entry(collection: collection.name, index: entries.index.name, key: key, id: id.record)
                ))
        }
    }
}

extension CollectionVerifier {
    /// What a record that can't be read is listed as; `nil` where the error is not the record's.
    private static func problem(of error: StoreError) -> VerifyProblem? {
        switch error {
        case .undecodable(let collection, let id, let reason):
            .undecodable(collection: collection, id: id, reason: reason)
        case .damaged(let collection, let id): .damaged(collection: collection, id: id)
        case .duplicate, .idTaken, .invalidKey, .invalidID, .idFromTheFuture, .invalidCursor, .unencodable,
            .indexBuilding, .busy, .full, .unavailable, .incompatible, .corrupt, .misuse:
            nil
        }
    }

    /// What is kept beside a record's JSON and is not what the entity says; `nil` where all is.
    private static func contradiction(of record: borrowing LentRecord<E>, to entity: E) -> String? {
        if entity.header != record.header { return "the header is not that of its JSON" }
        return record.summary.elementsEqual(entity.summary ?? []) ? nil : "the summary is not that of its JSON"
    }
}

// MARK: Index entries

extension CollectionVerifier {
    /// Counts the entries; where there are not just those that the records ask for, looks at the record of each.
    private func verifyEntries(
        _ expectation: Expectation, _ declaration: some EntityIndex<E>, _ pass: inout VerifyPass
    ) throws(StoreError) {
        let index = expectation.entries.index
        let kept = try translating { () throws(LMDBError) in try snapshot.engine.count(of: index.postings) }
        let before = pass.report.indexEntries
        try countEntries(of: index, &pass)
        let found = pass.report.indexEntries - before
        if found != kept {
            pass.note(.wrongCount(collection: index.collection, index: index.name, key: nil, kept: kept, found: found))
        }
        // Where none is missing and there are as many as expected, none is too many.
        guard found != expectation.count || expectation.missing > 0 else { return }
        let entries = try EntryCursor(on: index, of: snapshot.engine)
        while try entries.nextKey() {
            try entries.forEachOfKey { entry throws(StoreError) in
                if let problem = try judge(entry, by: declaration) { pass.note(problem) }
            }
        }
    }

    private func countEntries(of index: OpenIndex, _ pass: inout VerifyPass) throws(StoreError) {
        let entries = try EntryCursor(on: index, of: snapshot.engine)
        while try entries.nextKey() {
            let kept = try entries.countOfKey()
            var found = 0
            var last: VerifyProblem.Entry?
            try entries.forEachOfKey { entry in
                pass.countEntry()
                found += 1
                last = entry
                if index.definition.isUnique, found > 1 { pass.note(.sharedKey(entry)) }
            }
            guard found != kept, let key = last?.key else { continue }
            pass.note(.wrongCount(collection: index.collection, index: index.name, key: key, kept: kept, found: found))
        }
    }

    private func judge(_ entry: VerifyProblem.Entry, by declaration: some EntityIndex<E>) throws(StoreError)
        -> VerifyProblem?
    {
        do throws(StoreError) {
            let id = ID<E>(entry.id)
            let entity = try snapshot.withRecord(id) { record throws(StoreError) in try record.decoded() }
            guard let entity else { return .extraEntry(entry) }
            return declaration.keyBytes(of: entity) == entry.key ? nil : .wrongEntry(entry)
        } catch {
            // Listed as unreadable already; nobody knows where the record should be listed.
            guard Self.problem(of: error) != nil else { throw error }
            return nil
        }
    }
}

import LMDB

extension Store {
    /// Looks at every page of a store's file, and lists those that are damaged, without reading anything through them.
    ///
    /// The engine trusts what pages say, and a process that reads a damaged one through it may be killed. What is listed
    /// here is found by reading the file as a file. Where nothing is, opening the store and reading all of it can't meet
    /// a damaged page. What records hold is for ``verify(progress:)``.
    ///
    /// - Throws: What keeps it from looking.
    public static func damage(
        at path: String, options: StoreOptions = StoreOptions()
    ) throws(StoreError) -> [VerifyProblem] {
        try translating { () throws(LMDBError) in
            let environment = try Environment.open(at: path, options: Environment.Options(options))
            defer { environment.close() }
            return try environment.damagedPages().map { VerifyProblem($0) }
        }
    }

    /// Refuses to go on with a store of which a page is damaged. What is read next can't meet one.
    ///
    /// - Throws: `.corrupt`, with the first of them.
    public func requireSoundPages() throws(StoreError) {
        try storage.environment.requireSoundPages(at: path)
    }
}

extension Environment {
    func requireSoundPages(at path: String) throws(StoreError) {
        let damage = try translating { () throws(LMDBError) in try damagedPages() }
        guard let first = damage.first else { return }
        let others = damage.count > 1 ? ", and \(damage.count - 1) more" : ""
        throw .corrupt("\(path) has damaged pages: \(first)\(others). Restore a backup.")
    }
}

extension VerifyProblem {
    init(_ damage: PageDamage) {
        self = .damagedPage(number: damage.page, database: damage.database, reason: damage.reason)
    }
}

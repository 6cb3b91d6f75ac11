internal import CLMDB
internal import Synchronization

extension SharedEnvironment {
    /// How often it is tried while others commit.
    private static let attempts = 1_000

    /// What is damaged of the newest snapshot.
    func damagedPages() throws(LMDBError) -> [PageDamage] {
        for _ in 0..<Self.attempts {
            // It keeps the pages of its snapshot from being used again, and the environment open.
            let transaction = try beginRead()
            defer { endRead(transaction) }
            let snapshot = mdb_txn_id(transaction.pointee.raw)
            if snapshot == soundSnapshot.load(ordering: .relaxed) { return [] }
            guard let raw else { throw LMDBError(.panic, during: .examine) }
            let file = try PageFile(of: raw)
            switch PageMeta.find(snapshot, in: file) {
            case .overwritten: continue
            case .damaged(let damage): return damage
            case .found(let meta):
                let damage = PageWalk(meta, in: file).run()
                if damage.isEmpty { soundSnapshot.store(snapshot, ordering: .relaxed) }
                return damage
            }
        }
        throw LMDBError(.busy, during: .examine)
    }
}

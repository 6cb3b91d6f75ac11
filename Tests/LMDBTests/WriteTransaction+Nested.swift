import LMDB

extension WriteTransaction {
    /// Runs `body` in a nested transaction, which is committed when it returns and aborted when it throws.
    func nested<Result>(_ body: () throws -> Result) throws -> Result {
        try beginNested()
        let result: Result
        do {
            result = try body()
        } catch {
            try abortNested()
            throw error
        }
        try commitNested()
        return result
    }
}

extension ImportSummary {
    /// Counts a row.
    ///
    /// - Returns: The row's rejection, if it was rejected.
    mutating func take(_ outcome: Result<ImportOutcome, ImportRejection>) -> ImportRejection? {
        switch outcome {
        case .failure(let rejection):
            rejected += 1
            return rejection
        case .success(let outcome):
            switch outcome.change {
            case .added: added += 1
            case .updated: updated += 1
            case .unchanged: unchanged += 1
            case .none: break
            }
            users += outcome.users
            return nil
        }
    }
}

public import EntityStore

// The operator's: no request leads here.
extension Registry {
    /// How many sessions one commit ends.
    private static let sessionsPerCommit = 1_000

    /// Makes a register of a backup, in a new directory. The backup stays as it is.
    ///
    /// Unless they are to be kept, what the backup lets somebody do is ended before the register can be opened: access
    /// tokens by a new signing key, refresh tokens with their sessions. Whoever has had the backup, or a token from
    /// before something that happened after it, can't use either. Passwords are those of the backup's moment.
    ///
    /// The whole register is verified. It is made also where something is found wrong, as it may be all that is left;
    /// but not where it can't be read through.
    ///
    /// - Parameters:
    ///   - backup: The directory of a backup.
    ///   - directory: One that is not there yet, or is empty. There is either a whole register in it, or nothing.
    ///   - keepsSessions: Keeps the signing key and the sessions: where a register moves, and nobody else has had the copy.
    ///   - progress: Told now and then how far the verification is, on this thread.
    /// - Returns: What is wrong with the register, and how many sessions were ended.
    /// - Throws: `.misuse` where `directory` holds something; `.full`; `.unavailable`; `.incompatible`; `.corrupt`.
    public static func restore(
        from backup: String, to directory: String, options: RegistryOptions = RegistryOptions(),
        keepsSessions: Bool = false, progress: (VerifyProgress) -> Void = { _ in }
    ) throws(RegistryError) -> RestoreReport {
        do {
            return try Store.restore(from: backup, to: directory, options: options.store) { copy in
                let registry = try Registry.open(at: copy, options: options)
                defer { registry.close() }
                var endedSessions: Int?
                if !keepsSessions {
                    _ = try registry.rotateSigningKey(keepsPrevious: false).commit()
                    endedSessions = try registry.endAllSessions()
                }
                return RestoreReport(
                    verification: try registry.verify(progress: progress), endedSessions: endedSessions)
            }
        } catch {
            throw RegistryError(any: error)
        }
    }

    /// Ends every session, in batches: no refresh token is good any more.
    ///
    /// - Returns: How many there were.
    func endAllSessions() throws(RegistryError) -> Int {
        var total = 0
        while true {
            let count = try Write(in: store, isAlone: true) { transaction in
                let sessions = try transaction.ids(of: RefreshFamily.self, limit: Self.sessionsPerCommit)
                for session in sessions { try transaction.delete(session) }
                return sessions.count
            }.commit()
            if count == 0 { return total }
            total += count
        }
    }
}

import LMDB

extension StoreError {
    /// What an error of the engine means to a user of the store.
    init(_ error: LMDBError) {
        let sentence = error.description
        switch error.kind {
        case .mapFull, .diskFull, .transactionFull:
            self = .full(sentence)
        case .versionMismatch:
            self = .incompatible(sentence)
        case .invalidFile, .truncated, .corrupted, .pageNotFound, .badDatabase, .incompatible, .keyExists, .notFound,
            .badKeySize, .badValueSize, .cursorNotPositioned:
            // The last five are refused above the engine, so that a store that meets one is not what it should be.
            self = .corrupt(sentence)
        case .closed, .afterFork, .optionsDiffer, .readOnly, .pagesLent, .wrongThread, .nesting, .badTransaction:
            self = .misuse(sentence)
        case .databasesFull, .readersFull, .mapResized, .panic, .badReaderSlot, .missing, .noParent, .removed,
            .notDirectory, .alreadyExists, .networkFileSystem, .noPermission, .readOnlyFileSystem, .inputOutput,
            .noAddressSpace, .noMemory, .tooManyFiles, .busy, .other:
            self = .unavailable(sentence)
        }
    }
}

/// Runs `body` and throws what the engine throws as errors of the store.
@inline(__always)
func translating<Result: ~Copyable>(_ body: () throws(LMDBError) -> Result) throws(StoreError) -> Result {
    do throws(LMDBError) {
        return try body()
    } catch {
        throw StoreError(error)
    }
}

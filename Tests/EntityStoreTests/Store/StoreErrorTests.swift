import Testing

@testable import EntityStore
@testable import LMDB

@Suite("Errors of the store") struct StoreErrorTests {
    /// What an error of the engine becomes, by the name of the case.
    private static let meanings: [(LMDBError.Kind, String)] = [
        (.mapFull, "full"), (.diskFull, "full"), (.versionMismatch, "incompatible"), (.corrupted, "corrupt"),
        (.truncated, "corrupt"), (.invalidFile, "corrupt"), (.closed, "misuse"), (.afterFork, "misuse"),
        (.optionsDiffer, "misuse"), (.readOnly, "misuse"), (.readersFull, "unavailable"), (.panic, "unavailable"),
        (.inputOutput, "unavailable"), (.noPermission, "unavailable"), (.networkFileSystem, "unavailable"),
    ]

    @Test("An error of the engine becomes what it means to a user of the store, with its advice", arguments: meanings)
    func meaning(kind: LMDBError.Kind, name: String) {
        let engine = LMDBError(kind, during: .commit)
        let error = StoreError(engine)
        #expect("\(Mirror(reflecting: error).children.first?.label ?? "")" == name)
        #expect(error.description.contains(engine.advice))
    }

    @Test("Each error is a sentence that says where and what")
    func sentences() {
        let errors: [(StoreError, String)] = [
            (.duplicate(collection: "notes", index: "slug", existing: .least), "notes: another record"),
            (.idTaken(collection: "notes", id: .least), "exists already"),
            (.idFromTheFuture(collection: "notes", id: .greatest), "future"),
            (.invalidKey(collection: "notes", index: "tag", byteCount: 481), "481 bytes"),
            (.invalidCursor, "first page"),
            (.damaged(collection: "notes", id: .least), "00000000-0000-0000-0000-000000000000 is damaged"),
            (.undecodable(collection: "notes", id: .least, reason: "odd"), "odd"),
            (.indexBuilding(collection: "notes", index: "tag"), "Try again"),
            (.busy, "Try again"),
        ]
        for (error, part) in errors {
            #expect(error.description.contains(part))
            #expect(error.description.hasSuffix(".") || error.description.hasSuffix(part))
        }
    }
}

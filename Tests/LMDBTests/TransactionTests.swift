import LMDB
import Testing

@Suite("Transactions") struct TransactionTests {
    let temporary: TemporaryEnvironment
    let database: Database

    init() throws {
        temporary = try TemporaryEnvironment()
        database = try temporary.environment.database(named: "plain")
    }

    @Test("What was committed is read, what was aborted is not")
    func commitsAndAborts() throws {
        let write = try temporary.environment.beginWrite()
        try write.put([1], for: [2], in: database)
        #expect(try write.get([2], in: database) == [1])
        try write.commit()
        let aborted = try temporary.environment.beginWrite()
        try aborted.put([3], for: [2], in: database)
        aborted.abort()
        let read = try temporary.environment.beginRead()
        #expect(try read.get([2], in: database) == [1])
        #expect(try read.get([4], in: database) == nil)
        #expect(try read.count(of: database) == 1)
    }

    @Test("A nested transaction is kept when its body returns and leaves nothing when it throws")
    func nests() throws {
        let write = try temporary.environment.beginWrite()
        try write.nested { try write.put([1], for: [1], in: database) }
        #expect(throws: CancellationError.self) {
            try write.nested {
                try write.put([2], for: [2], in: database)
                throw CancellationError()
            }
        }
        try write.commit()
        let read = try temporary.environment.beginRead()
        #expect(try read.contains([1], in: database))
        #expect(try !read.contains([2], in: database))
    }
}

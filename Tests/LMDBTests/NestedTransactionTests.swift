import LMDB
import Testing

@Suite("Nested transactions") struct NestedTransactionTests {
    let temporary: TemporaryEnvironment
    let database: Database

    init() throws {
        temporary = try TemporaryEnvironment()
        database = try temporary.environment.database(named: "plain")
    }

    private func keys() throws -> [UInt8] {
        let read = try temporary.environment.beginRead()
        return try (0...UInt8.max).filter { try read.contains([$0], in: database) }
    }

    @Test("One is kept when its body returns, and leaves nothing when it throws")
    func scoped() throws {
        let write = try temporary.environment.beginWrite()
        try write.put([0], for: [0], in: database)
        try write.nested { try write.put([1], for: [1], in: database) }
        #expect(throws: CancellationError.self) {
            try write.nested {
                try write.put([2], for: [2], in: database)
                _ = try write.delete([0], in: database)
                throw CancellationError()
            }
        }
        #expect(try write.nested { try write.contains([2], in: database) } == false)
        try write.put([3], for: [3], in: database)
        try write.commit()
        #expect(try keys() == [0, 1, 3])
    }

    @Test("They nest, and what an inner one kept goes with the outer one")
    func deeper() throws {
        let write = try temporary.environment.beginWrite()
        try write.nested {
            try write.put([1], for: [1], in: database)
            try? write.nested {
                try write.nested { try write.put([2], for: [2], in: database) }
                #expect(try write.contains([2], in: database))
                throw CancellationError()
            }
            try write.nested { try write.put([3], for: [3], in: database) }
        }
        try write.commit()
        #expect(try keys() == [1, 3])
    }

    @Test("One that nobody began can't be ended")
    func unbalanced() throws {
        let write = try temporary.environment.beginWrite()
        #expect(failure { try write.commitNested() } == .nesting)
        #expect(failure { try write.abortNested() } == .nesting)
        try write.put([1], for: [1], in: database)
        try write.commit()
        #expect(try keys() == [1])
    }

    @Test("A transaction is not committed while one is nested in it: all is aborted, and the next can begin")
    func forgotten() throws {
        let write = try temporary.environment.beginWrite()
        try write.put([1], for: [1], in: database)
        try write.beginNested()
        try write.put([2], for: [2], in: database)
        let kind = failure(ofCommitting: write)
        #expect(kind == .nesting)
        #expect(try keys() == [])
        do {
            let dropped = try temporary.environment.beginWrite()
            try dropped.beginNested()
            try dropped.put([3], for: [3], in: database)
        }
        let next = try temporary.environment.beginWrite()
        try next.put([4], for: [4], in: database)
        try next.commit()
        #expect(try keys() == [4])
    }

    @Test("One that ran into the end of the map fails alone", arguments: [true, false])
    func failsAlone(isAborted: Bool) throws {
        let small = try TemporaryEnvironment(.small(1 << 20))
        let database = try small.environment.database(named: "plain")
        let write = try small.environment.beginWrite()
        try write.put([1], for: [1], in: database)
        try write.beginNested()
        try write.put([2], for: [2], in: database)
        let tooLarge = [UInt8](repeating: 1, count: 2 << 20)
        #expect(failure { try write.put(tooLarge, for: [3], in: database) } == .mapFull)
        if isAborted {
            try write.abortNested()
        } else {
            #expect(failure { try write.commitNested() } == .badTransaction)
        }
        try write.put([4], for: [4], in: database)
        try write.commit()
        let read = try small.environment.beginRead()
        #expect(try read.get([1], in: database) == [1])
        #expect(try read.get([2], in: database) == nil)
        #expect(try read.get([4], in: database) == [4])
    }
}

import LMDB
import Testing

@Suite("Cursors over many values a key") struct MultiCursorTests {
    let temporary: TemporaryEnvironment
    let database: MultiDatabase

    init() throws {
        temporary = try TemporaryEnvironment()
        database = try temporary.environment.multiDatabase(named: "multi", valueSize: 2)
    }

    @Test("A seek among values finds the last that is not greater, and a run ends with the page")
    func seeksAndRuns() throws {
        let write = try temporary.environment.beginWrite()
        for value in 0..<20 as Range<UInt8> { #expect(try write.insert([value, 0], for: [7], in: database)) }
        try write.cursor(in: database) { cursor throws in
            #expect(try cursor.seek([7]))
            #expect(try cursor.countOfValues() == 20)
            let bound: [UInt8] = [5, 1]
            #expect(try cursor.seekValue(atMost: bound.span.bytes))
            #expect(try cursor.withCurrent { _, value in value.unsafeLoad(as: UInt8.self) } == 5)
            #expect(try cursor.withRun { $0.byteCount } == 30)
            #expect(try !cursor.nextValue())
        }
        try write.commit()
    }

    @Test("A run over a key of one value is that value, also after a step from a key of many")
    func runsOverOne() throws {
        let write = try temporary.environment.beginWrite()
        for value in 0..<5 as Range<UInt8> { #expect(try write.insert([value, 0], for: [1], in: database)) }
        #expect(try write.insert([9, 9], for: [2], in: database))
        try write.cursor(in: database) { cursor throws in
            #expect(try cursor.first())
            #expect(try cursor.nextKey())
            #expect(try cursor.withRun { run in run.withUnsafeBytes { [UInt8]($0) } } == [9, 9])
            #expect(try cursor.withCurrent { _, value in value.withUnsafeBytes { [UInt8]($0) } } == [9, 9])
            #expect(try !cursor.nextValue())
        }
    }
}

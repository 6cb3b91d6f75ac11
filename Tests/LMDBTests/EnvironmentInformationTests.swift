import LMDB
import Testing

@Suite("What an environment tells of itself") struct EnvironmentInformationTests {
    @Test("Readers are counted while they run, and the oldest names its snapshot")
    func readers() throws {
        let environment = try TemporaryEnvironment()
        let database = try environment.environment.database(named: "plain")
        let before = try environment.environment.information
        #expect(before.readers == 0)
        #expect(before.oldestReader == nil)
        #expect(before.maximumReaders >= 2048)
        #expect(before.addressSpace == 1 << 28)
        #expect(before.fileSize > 0)

        let old = try environment.environment.beginRead()
        let write = try environment.environment.beginWrite()
        try write.put([1], for: [1], in: database)
        try write.commit()
        let new = try environment.environment.beginRead()
        #expect(new.identifier == old.identifier + 1)
        let during = try environment.environment.information
        #expect(during.readers == 2)
        #expect(during.oldestReader == old.identifier)
        #expect(during.lastTransaction == new.identifier)

        old.end()
        #expect(try environment.environment.information.oldestReader == new.identifier)
        new.end()
        #expect(try environment.environment.information.readers == 0)
    }
}

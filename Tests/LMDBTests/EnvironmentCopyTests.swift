import Foundation
import LMDB
import Testing

@Suite("Copies of an environment") struct EnvironmentCopyTests {
    @Test("A copy holds everything, compacted, for its owner alone")
    func copies() throws {
        let temporary = try TemporaryEnvironment()
        let database = try temporary.environment.database(named: "plain")
        let write = try temporary.environment.beginWrite()
        for key in 0..<200 as Range<UInt8> {
            try write.put([UInt8](repeating: key, count: 900), for: [key], in: database)
        }
        try write.commit()
        let delete = try temporary.environment.beginWrite()
        for key in 100..<200 as Range<UInt8> { #expect(try delete.delete([key], in: database)) }
        try delete.commit()

        let place = TemporaryDirectory()
        let target = place.path
        try temporary.environment.copy(to: target)

        let mode = { try FileManager.default.attributesOfItem(atPath: $0)[.posixPermissions] as? Int }
        #expect(try mode(target) == 0o700)
        #expect(try mode(target + "/data.mdb") == 0o600)
        let copy = try Environment.open(at: target, options: .small)
        defer { copy.close() }
        let copied = try copy.database(named: "plain", creates: false)
        let read = try copy.beginRead()
        #expect(try read.count(of: copied) == 100)
        for key in 0..<100 as Range<UInt8> {
            #expect(try read.get([key], in: copied) == [UInt8](repeating: key, count: 900))
        }
        #expect(try copy.information.usedBytes < temporary.environment.information.usedBytes)
    }

    @Test("A directory that holds an environment is not overwritten")
    func refusesExisting() throws {
        let first = try TemporaryEnvironment()
        let second = try TemporaryEnvironment()
        #expect(failure { try first.environment.copy(to: second.directory) } == .alreadyExists)
    }
}

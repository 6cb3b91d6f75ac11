import Foundation
import Testing

@testable import LMDB

@Suite("Files that are taken away from those who have them open") struct RemovedFilesTests {
    /// Something that somebody does to the directory of an environment.
    enum Deed: String, CaseIterable {
        case deleted, moved, replaced, dataDeleted, locksDeleted

        func `do`(to directory: String) throws {
            let files = FileManager.default
            let elsewhere = directory + "-elsewhere"
            switch self {
            case .deleted: try files.removeItem(atPath: directory)
            case .moved: try files.moveItem(atPath: directory, toPath: elsewhere)
            case .replaced:
                try files.moveItem(atPath: directory, toPath: elsewhere)
                try files.copyItem(atPath: elsewhere, toPath: directory)
            case .dataDeleted: try files.removeItem(atPath: directory + "/data.mdb")
            case .locksDeleted: try files.removeItem(atPath: directory + "/lock.mdb")
            }
        }
    }

    @Test("They can be read, and are not written to any more", arguments: Deed.allCases)
    func refused(deed: Deed) throws {
        let temporary = try TemporaryEnvironment()
        let environment = temporary.environment
        let database = try environment.database(named: "plain")
        try Self.put(1, in: database, of: environment)
        #expect(throws: Never.self) { try environment.requireFiles() }
        defer { try? FileManager.default.removeItem(atPath: temporary.directory + "-elsewhere") }
        try deed.do(to: temporary.directory)

        for _ in 0..<2 {
            #expect(failure { try Self.put(2, in: database, of: environment) } == .removed)
            #expect(failure { try environment.requireFiles() } == .removed)
            #expect(try environment.beginRead().get([1], in: database) == [1])
        }
    }

    @Test("Once they are back, they are written to again")
    func back() throws {
        let temporary = try TemporaryEnvironment()
        let environment = temporary.environment
        let database = try environment.database(named: "plain")
        let elsewhere = temporary.directory + "-elsewhere"
        try FileManager.default.moveItem(atPath: temporary.directory, toPath: elsewhere)
        #expect(failure { try Self.put(1, in: database, of: environment) } == .removed)
        try FileManager.default.moveItem(atPath: elsewhere, toPath: temporary.directory)
        try Self.put(2, in: database, of: environment)
        #expect(try environment.beginRead().count(of: database) == 1)
    }

    private static func put(_ byte: UInt8, in database: Database, of environment: Environment) throws {
        let write = try environment.beginWrite()
        try write.put([byte], for: [byte], in: database)
        try write.commit()
    }
}

import Foundation
import Testing

@testable import LMDB

@Suite("Permissions") struct PermissionTests {
    /// Gives up the rights of root, for this process.
    private static func becomeNobody() -> Bool { geteuid() != 0 || (setegid(65534) == 0 && seteuid(65534) == 0) }

    private static func make(_ path: String) throws {
        let environment = try Environment.open(at: path, options: .small)
        let database = try environment.database(named: "plain")
        let write = try environment.beginWrite()
        try write.put([1], for: [1], in: database)
        try write.commit()
        environment.close()
    }

    private static func read(_ environment: Environment) throws -> [UInt8]? {
        let database = try environment.database(named: "plain")
        let read = try environment.beginRead()
        #expect(failure { _ = try environment.beginWrite() } == .readOnly)
        return try read.get([1], in: database)
    }

    private static var readOnly: Environment.Options {
        var options = Environment.Options.small
        options.isReadOnly = true
        return options
    }

    @Test("A directory or file of somebody else is refused", arguments: ["", "/data.mdb", "/lock.mdb"])
    func noPermission(file: String) async throws {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String, file = file as String] in
            try Self.make(path)
            if !file.isEmpty { chmod(path, 0o777) }
            chmod(path + "/data.mdb", 0o666)
            chmod(path + "/lock.mdb", 0o666)
            chmod(path + file, 0)
            try #require(Self.becomeNobody())
            #expect(failure { _ = try Environment.open(at: path, options: .small) } == .noPermission)
            #expect(failure { _ = try Environment.open(at: path, options: Self.readOnly) } == .noPermission)
        }
    }

    @Test("A new environment is not made where that is not permitted")
    func notMade() async {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            mkdir(path, 0o500)
            try #require(Self.becomeNobody())
            #expect(failure { _ = try Environment.open(at: path + "/new", options: .small) } == .noPermission)
        }
    }

    @Test(
        "On a read-only file system, an environment is read and not written",
        .enabled(if: SmallDisk.isPossible, "Mounting a small tmpfs needs the rights of root."))
    func readOnlyFileSystem() async {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            try #require(SmallDisk.mount(on: path, bytes: 4 << 20))
            try Self.make(path + "/environment")
            try #require(SmallDisk.makeReadOnly(path))
            let options = Environment.Options.small
            #expect(
                failure { _ = try Environment.open(at: path + "/environment", options: options) } == .readOnlyFileSystem
            )
            #expect(failure { _ = try Environment.open(at: path + "/new", options: options) } == .readOnlyFileSystem)
            let environment = try Environment.open(at: path + "/environment", options: Self.readOnly)
            #expect(try Self.read(environment) == [1])
            #expect(try environment.information.readers == 0)
            #expect(try environment.clearDeadReaders() == 0)
            environment.close()
        }
    }
}

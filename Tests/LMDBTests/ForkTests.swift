import Glibc
import Testing

@testable import LMDB

@Suite("After a fork") struct ForkTests {
    @Test("A child may use nothing of its parent's, closes nothing, and may open for itself")
    func child() async {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            let environment = try Environment.open(at: path, options: .small)
            try Self.checkRefusals(environment, path)
        }
    }

    private static func checkRefusals(_ environment: Environment, _ path: String) throws {
        let database = try environment.database(named: "plain")
        let write = try environment.beginWrite()
        try write.put([1], for: [1], in: database)
        try write.commit()
        let read = try environment.beginRead()
        func expectRefused(_ body: () throws -> Void, _ location: SourceLocation = #_sourceLocation) {
            let child = Forking.child { failure(of: body) == .afterFork ? 0 : 1 }
            #expect(Forking.status(of: child) == 0, sourceLocation: location)
        }

        expectRefused { _ = try environment.information }
        expectRefused { _ = try environment.clearDeadReaders() }
        expectRefused { _ = try environment.beginRead() }
        expectRefused { _ = try environment.beginWrite() }
        expectRefused { _ = try environment.database(named: "plain") }
        expectRefused { try environment.copy(to: path + "-copy") }
        expectRefused { _ = try read.get([1], in: database) }
        expectRefused { _ = try read.count(of: database) }
        expectRefused { try read.cursor(in: database) { (cursor) throws(LMDBError) in _ = try cursor.first() } }

        let opener = Forking.child {
            environment.close()
            guard let own = try? Environment.open(at: path, options: .small),
                let found = try? own.database(named: "plain"), let read = try? own.beginRead(),
                (try? read.get([1], in: found)) == [1]
            else { return 1 }
            read.end()
            own.close()
            return failure { _ = try environment.information } == .afterFork ? 0 : 2
        }
        #expect(Forking.status(of: opener) == 0)

        // The snapshot is the parent's own still: no child gave up its slot.
        #expect(try environment.information.oldestReader == read.identifier)
        #expect(try read.get([1], in: database) == [1])
    }

    @Test("Transactions that a child inherits end there without a trace")
    func inheritedTransactions() async {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            let environment = try Environment.open(at: path, options: .small)
            let database = try environment.database(named: "plain")
            let child = try Self.forkInTransactions(environment, database)
            if child == 0 { _exit(0) }
            #expect(try Self.value(of: [1], in: database, of: environment) == [1])
        }
    }

    private static func forkInTransactions(_ environment: Environment, _ database: Database) throws -> pid_t {
        let read = try environment.beginRead()
        let write = try environment.beginWrite()
        try write.put([1], for: [1], in: database)
        let child = Forking.fork()
        if child != 0 {
            #expect(Forking.status(of: child) == 0)
            // Neither the lock of writers nor the slot of the reader was given up by the child.
            #expect(try environment.information.oldestReader == read.identifier)
            try write.commit()
        }
        return child
    }

    private static func value(
        of key: [UInt8], in database: Database, of environment: Environment
    ) throws -> [UInt8]? {
        let read = try environment.beginRead()
        return try read.get(key, in: database)
    }
}

import Foundation
import Synchronization
import Testing

@testable import LMDB

@Suite("Opening and closing") struct EnvironmentTests {
    let place = TemporaryDirectory()

    private func store(_ value: UInt8, by environment: Environment) throws {
        let database = try environment.database(named: "plain")
        let write = try environment.beginWrite()
        try write.put([value], for: [1], in: database)
        try write.commit()
    }

    private func stored(by environment: Environment) throws -> [UInt8]? {
        let database = try environment.database(named: "plain")
        let read = try environment.beginRead()
        return try read.get([1], in: database)
    }

    @Test("A new environment is its owner's alone")
    func modes() throws {
        let environment = try Environment.open(at: place.path, options: .small)
        defer { environment.close() }
        let mode = { try FileManager.default.attributesOfItem(atPath: $0)[.posixPermissions] as? Int }
        #expect(try mode(place.path) == 0o700)
        #expect(try mode(place.path + "/data.mdb") == 0o600)
        #expect(try mode(place.path + "/lock.mdb") == 0o600)
    }

    @Test("One that is missing is not made where that was not asked for")
    func missing() throws {
        var options = Environment.Options.small
        options.createsMissing = false
        #expect(failure { _ = try Environment.open(at: place.path, options: options) } == .missing)
        options = .small
        options.isReadOnly = true
        #expect(failure { _ = try Environment.open(at: place.path, options: options) } == .missing)
        #expect(!FileManager.default.fileExists(atPath: place.path))
        #expect(failure { _ = try Environment.open(at: "/dev/null", options: .small) } == .notDirectory)
        #expect(failure { _ = try Environment.open(at: "/dev/null/a", options: .small) } == .notDirectory)
        #expect(failure { _ = try Environment.open(at: "/proc/self/none", options: .small) } != nil)
    }

    @Test("Where the directory above it is missing, the error names that", arguments: ["b", "b/", "b//"])
    func noParent(_ name: String) throws {
        let above = place.path + "/a"
        #expect {
            try Environment.open(at: "\(above)/\(name)", options: .small)
        } throws: { error in
            "\(error)" == """
                While opening the environment (\(above)): there is no such directory to make one in [2]. \
                Make that directory first, or check the path.
                """
        }
    }

    @Test("A process has one environment per data file, by whatever path")
    func oneEnvironment() throws {
        let first = try Environment.open(at: place.path, options: .small)
        defer { first.close() }
        let link = TemporaryDirectory()
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: place.path)
        let hardLinks = TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: hardLinks.path, withIntermediateDirectories: false)
        try FileManager.default.linkItem(atPath: place.path + "/data.mdb", toPath: hardLinks.path + "/data.mdb")
        for path in [
            place.path + "/.", place.path + "//../" + (place.path as NSString).lastPathComponent, link.path,
            hardLinks.path,
        ] {
            let again = try Environment.open(at: path, options: .small)
            #expect(again.shared === first.shared)
            again.close()
        }
        #expect(throws: Never.self) { try store(1, by: first) }
        let other = try TemporaryEnvironment()
        #expect(other.environment.shared !== first.shared)
    }

    @Test("What matters to the first opening alone may differ at the next")
    func optionsOfTheFirst() throws {
        let first = try Environment.open(at: place.path, options: .small)
        var options = Environment.Options.small
        options.createsMissing = false
        options.allowsNetworkFileSystem = true
        options.readAhead = .off
        let second = try Environment.open(at: place.path, options: options)
        #expect(try second.information == first.information)
        second.close()
        first.close()
    }

    @Test("Handles on one environment must agree on how it is open")
    func optionsDiffer() throws {
        let first = try Environment.open(at: place.path, options: .small)
        var options = Environment.Options.small
        options.durability = .full
        #expect(failure { _ = try Environment.open(at: place.path, options: options) } == .optionsDiffer)
        first.close()
        let second = try Environment.open(at: place.path, options: options)
        second.close()
    }

    @Test("The last handle closes; a handle that is closed refuses, whatever the others do")
    func countsHandles() throws {
        let first = try Environment.open(at: place.path, options: .small)
        let second = try Environment.open(at: place.path, options: .small)
        try store(1, by: first)
        first.close()
        first.close()
        #expect(failure { _ = try first.beginRead() } == .closed)
        #expect(failure { _ = try first.beginWrite() } == .closed)
        #expect(failure { _ = try first.information } == .closed)
        #expect(failure { _ = try first.database(named: "plain") } == .closed)
        #expect(failure { _ = try first.clearDeadReaders() } == .closed)
        #expect(failure { try first.copy(to: place.path + "-copy") } == .closed)
        #expect(try stored(by: second) == [1])
        second.close()
        #expect(second.shared.raw == nil)
        let third = try Environment.open(at: place.path, options: .small)
        #expect(third.shared !== second.shared)
        #expect(try stored(by: third) == [1])
        third.close()
    }

    @Test("Closing waits for the readers of other threads")
    func closeWaits() throws {
        let environment = try Environment.open(at: place.path, options: .small)
        try store(1, by: environment)
        let database = try environment.database(named: "plain")
        let isReading = DispatchSemaphore(value: 0)
        let mayEnd = DispatchSemaphore(value: 0)
        let isOver = DispatchSemaphore(value: 0)
        let seen = Mutex<[String]>([])
        Thread.detachNewThread {
            let read = try? environment.beginRead()
            isReading.signal()
            mayEnd.wait()
            let value = try? read?.get([1], in: database)
            seen.withLock { $0.append("read \(value ?? [])") }
        }
        isReading.wait()
        Thread.detachNewThread {
            environment.close()
            seen.withLock { $0.append("closed") }
            isOver.signal()
        }
        // Closing has begun once new transactions are refused; the old one goes on meanwhile.
        while (try? environment.beginRead()) != nil { sched_yield() }
        #expect(environment.shared.raw != nil)
        #expect(seen.withLock { $0 } == [])
        mayEnd.signal()
        isOver.wait()
        #expect(environment.shared.raw == nil)
        #expect(seen.withLock { $0 } == ["read [1]", "closed"])
    }

    /// A transaction of an environment whose handle has been dropped, and what the handle was for.
    private func abandonedRead() throws -> AbandonedRead {
        let environment = try Environment.open(at: place.path, options: .small)
        try store(1, by: environment)
        return AbandonedRead(transaction: try environment.beginRead(), shared: environment.shared)
    }

    private struct AbandonedRead: ~Copyable {
        let transaction: ReadTransaction
        let shared: SharedEnvironment
    }

    @Test("A handle that is dropped does not wait: the last transaction closes")
    func dropped() throws {
        let read = try abandonedRead()
        let shared = read.shared
        #expect(shared.raw != nil)
        _ = consume read
        #expect(shared.raw == nil)
    }

    @Test("One that closes is open again when somebody opens it meanwhile")
    func openedWhileClosing() throws {
        let read = try abandonedRead()
        let shared = read.shared
        let second = try Environment.open(at: place.path, options: .small)
        #expect(second.shared === shared)
        _ = consume read
        #expect(try stored(by: second) == [1])
        second.close()
        #expect(shared.raw == nil)
    }

    @Test("Threads that open, use and close at once do not disturb each other")
    func concurrently() throws {
        try store(1, by: Environment.open(at: place.path, options: .small))
        let path = place.path
        try inThreads(8) {
            for _ in 0..<100 {
                let environment = try Environment.open(at: path, options: .small)
                try require(try stored(by: environment), is: [1])
                environment.close()
            }
        }
    }

    @Test("What is committed with full durability is there after the next opening", arguments: [true, false])
    func durability(isFull: Bool) throws {
        var options = Environment.Options.small
        options.durability = isFull ? .full : .relaxed
        let first = try Environment.open(at: place.path, options: options)
        try store(7, by: first)
        first.close()
        let second = try Environment.open(at: place.path, options: options)
        #expect(try stored(by: second) == [7])
        second.close()
    }
}

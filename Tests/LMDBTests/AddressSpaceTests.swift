import Foundation
import Testing

@testable import LMDB

@Suite("Address space") struct AddressSpaceTests {
    /// Lets this process have so much more address space than it has now.
    private static func limit(to more: Int) throws {
        let pages = try #require(
            try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ").first)
        let used = try #require(Int(pages)) * sysconf(Int32(_SC_PAGESIZE))
        var limits = rlimit()
        limits.rlim_cur = rlim_t(used + more)
        limits.rlim_max = limits.rlim_cur
        #expect(setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limits) == 0)
    }

    @Test("Less is settled for where the system refuses, and information says how much")
    func settles() async {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            try Self.limit(to: 20 << 30)
            let environment = try Environment.open(at: path, options: .init())
            let got = try environment.information.addressSpace
            #expect(got == 16 << 30)
            _ = try environment.database(named: "plain")
            environment.close()
        }
    }

    @Test("Less than the least is not settled for: the error says what to do")
    func refuses() async {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            try Self.limit(to: 900 << 20)
            #expect {
                try Environment.open(at: path, options: .init())
            } throws: { error in
                (error as? LMDBError)?.kind == .noAddressSpace && "\(error)".contains("smaller address space")
            }
            // What is asked for explicitly may be less.
            let environment = try Environment.open(at: path, options: .small)
            environment.close()
        }
    }

    @Test("Strange numbers are taken for the nearest that make sense", arguments: [-1, 0, 1, 1 << 62])
    func strange(addressSpace: Int) throws {
        var options = Environment.Options.small(addressSpace)
        options.maximumReaders = -1
        options.maximumDatabases = -1
        let temporary = try TemporaryEnvironment(options)
        #expect(try temporary.environment.information.addressSpace > 0)
        #expect(failure { _ = try temporary.environment.database(named: "plain") } == .databasesFull)
    }
}

import Foundation
import Testing

@testable import LMDB

@Suite("A small disk", .enabled(if: SmallDisk.isPossible, "Mounting a small tmpfs needs the rights of root."))
struct SmallDiskTests {
    private static let value = [UInt8](repeating: 7, count: 800)

    /// Stores records, each in a transaction of its own, until the disk is full. Returns how many.
    private static func fill(_ environment: Environment, _ database: Database, from start: Int) throws -> Int {
        for number in start... {
            let write = try environment.beginWrite()
            try write.put(value, for: [UInt8(number >> 8), UInt8(number & 0xFF)], in: database)
            if let kind = failure(ofCommitting: write) {
                #expect(kind == .diskFull)
                return number
            }
        }
        return 0
    }

    private static func checkAll(_ count: Int, _ environment: Environment, _ database: Database) throws {
        let read = try environment.beginRead()
        #expect(try read.count(of: database) == count)
        for number in 0..<count {
            #expect(try read.get([UInt8(number >> 8), UInt8(number & 0xFF)], in: database) == value)
        }
    }

    @Test("Full: writes are refused, reads go on, nothing is lost, and writing goes on when there is room")
    func full() async {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            try #require(SmallDisk.mount(on: path, bytes: 4 << 20))
            let ballast = path + "/ballast"
            try Data(count: 1 << 20).write(to: URL(fileURLWithPath: ballast))
            var options = Environment.Options.small
            options.durability = .full
            let environment = try Environment.open(at: path + "/environment", options: options)
            let database = try environment.database(named: "plain")

            let first = try Self.fill(environment, database, from: 0)
            #expect(first > 1000)
            for _ in 0..<3 { #expect(try Self.fill(environment, database, from: first) == first) }
            try Self.checkAll(first, environment, database)

            try FileManager.default.removeItem(atPath: ballast)
            let second = try Self.fill(environment, database, from: first)
            #expect(second > first + 500)
            try Self.checkAll(second, environment, database)
            environment.close()
            let again = try Environment.open(at: path + "/environment", options: options)
            try Self.checkAll(second, again, try again.database(named: "plain"))
            again.close()
        }
    }

    @Test("A write that fits in part only is refused for want of space, not as an error of the device")
    func fitsInPart() async {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            try #require(SmallDisk.mount(on: path, bytes: 1 << 20))
            let environment = try Environment.open(at: path + "/environment", options: .small)
            let database = try environment.database(named: "plain")
            #expect(failure { try Self.storeLarge(environment, database) } == .diskFull)
            environment.close()
        }
    }

    @Test("A copy that does not fit leaves nothing behind")
    func copyDoesNotFit() async {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            try #require(SmallDisk.mount(on: path, bytes: 1 << 20))
            let elsewhere = try TemporaryEnvironment()
            let database = try elsewhere.environment.database(named: "plain")
            try Self.storeLarge(elsewhere.environment, database)
            #expect(failure { try elsewhere.environment.copy(to: path + "/copy") } == .diskFull)
            #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/copy") == [])
        }
    }

    private static func storeLarge(_ environment: Environment, _ database: Database) throws {
        let write = try environment.beginWrite()
        try write.put([UInt8](repeating: 1, count: 2 << 20), for: [1], in: database)
        try write.commit()
    }

    @Test("An environment that does not fit is not made")
    func doesNotFit() async {
        let place = TemporaryDirectory()
        await #expect(processExitsWith: .success) { [path = place.path as String] in
            try #require(SmallDisk.mount(on: path, bytes: 1 << 20))
            try? Data(count: 2 << 20).write(to: URL(fileURLWithPath: path + "/ballast"))
            #expect(failure { _ = try Environment.open(at: path + "/environment", options: .small) } == .diskFull)
            try? FileManager.default.removeItem(atPath: path + "/ballast")
            let environment = try Environment.open(at: path + "/environment", options: .small)
            environment.close()
        }
    }
}

import Foundation
import Testing

@testable import LMDB

/// A data file that holds every kind of page, and copies of it with changes.
struct PageTestFile: Sendable {
    static let shared = PageTestFile()
    private static let pageSize = 4096

    private let bytes: [UInt8]

    private init() {
        bytes = (try? Self.make()) ?? []
    }

    var pageCount: Int { bytes.count / Self.pageSize }
    /// The page where the names of databases begin.
    var rootOfNames: UInt64 { newerMeta.load(UInt64.self, at: 128) ?? 0 }
    private var newerMeta: [UInt8] {
        let metas = [page(0), page(1)].map(\.bytes)
        return metas.max { ($0.load(UInt64.self, at: 144) ?? 0) < ($1.load(UInt64.self, at: 144) ?? 0) } ?? []
    }

    func page(_ number: Int) -> EditedPage {
        EditedPage(bytes: Array(bytes[number * Self.pageSize..<(number + 1) * Self.pageSize]))
    }

    func flags(of number: Int) -> UInt16 { page(number).bytes.load(UInt16.self, at: 10) ?? 0 }

    /// Trees of two levels, values on pages of their own, values of a key in a page in the node and in a tree, free pages.
    private static func make() throws -> [UInt8] {
        let place = TemporaryDirectory()
        defer { withExtendedLifetime(place) {} }
        let environment = try Environment.open(at: place.path, options: .small)
        let plain = try environment.database(named: "plain")
        let multiple = try environment.multiDatabase(named: "multiple", valueSize: 16)
        func key(_ number: Int) -> [UInt8] { Array("key \(100_000 + number)".utf8) }
        let write = try environment.beginWrite()
        for number in 0..<2_000 {
            let count = number % 100 == 7 ? 9_000 : 200
            try write.put([UInt8](repeating: UInt8(number % 251), count: count), for: key(number), in: plain)
        }
        for (name, count) in [("one", 1), ("few", 5), ("many", 4_000), ("some", 60)] {
            for number in 0..<count {
                let value = Array(String(10_000_000 + number).utf8) + [UInt8](repeating: 0, count: 8)
                _ = try write.insert(value, for: Array(name.utf8), in: multiple)
            }
        }
        try write.commit()
        for start in [0, 700] {
            let write = try environment.beginWrite()
            for number in start..<start + 300 { _ = try write.delete(key(number), in: plain) }
            try write.commit()
        }
        environment.close()
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: place.path + "/data.mdb")))
    }

    /// What is said of a copy in which pages are others. `nil` where it can't even be opened.
    func damage(with pages: [Int: EditedPage]) throws -> [PageDamage]? {
        var bytes = bytes
        for (number, page) in pages {
            bytes.replaceSubrange(number * Self.pageSize..<(number + 1) * Self.pageSize, with: page.bytes)
        }
        return try damage(of: bytes, walksWhereSound: false)
    }

    /// The same of any change; where nothing is said, LMDB then reads all that there is.
    func damage(after change: (inout [UInt8]) -> Void) throws -> [PageDamage]? {
        var bytes = bytes
        change(&bytes)
        return try damage(of: bytes, walksWhereSound: true)
    }

    private func damage(of bytes: [UInt8], walksWhereSound: Bool) throws -> [PageDamage]? {
        let place = TemporaryDirectory()
        defer { withExtendedLifetime(place) {} }
        try FileManager.default.createDirectory(atPath: place.path, withIntermediateDirectories: false)
        try Data(bytes).write(to: URL(fileURLWithPath: place.path + "/data.mdb"))
        guard let environment = try? Environment.open(at: place.path, options: .small) else { return nil }
        defer { environment.close() }
        let damage = try environment.damagedPages()
        // A name may be another now: that is an error, and no fault.
        if damage.isEmpty, walksWhereSound { try? Self.walk(environment) }
        return damage
    }

    private static func walk(_ environment: Environment) throws {
        let plain = try environment.database(named: "plain", creates: false)
        let multiple = try environment.multiDatabase(named: "multiple", valueSize: 16, creates: false)
        let read = try environment.beginRead()
        var sum = 0
        try read.cursor(in: plain) { cursor throws(LMDBError) in
            while try cursor.next() {
                sum += try cursor.withCurrent { _, value in value.withUnsafeBytes { $0.reduce(0) { $0 + Int($1) } } }
            }
        }
        try read.cursor(in: multiple) { cursor throws(LMDBError) in
            var isPositioned = try cursor.first()
            while isPositioned {
                sum += try cursor.countOfValues()
                repeat {
                    sum += try cursor.withRun { run in run.withUnsafeBytes { $0.reduce(0) { $0 + Int($1) } } }
                } while try cursor.nextValue()
                isPositioned = try cursor.nextKey()
            }
        }
    }
}

/// A page of which bytes are changed.
struct EditedPage: Sendable {
    var bytes: [UInt8]

    mutating func set<Number: FixedWidthInteger & BitwiseCopyable>(_ value: Number, at offset: Int) -> Bool {
        guard offset >= 0, offset + MemoryLayout<Number>.size <= bytes.count else { return false }
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: value, toByteOffset: offset, as: Number.self) }
        return true
    }

    private var nodeCount: Int { (Int(bytes.load(UInt16.self, at: 12) ?? 16) - 16) / 2 }

    /// Where a node lies, its flags and the size of its key.
    private func node(_ index: Int) -> (offset: Int, flags: UInt16, keySize: Int)? {
        guard index < nodeCount, let offset = bytes.load(UInt16.self, at: 16 + 2 * index).map({ Int($0) }),
            let flags = bytes.load(UInt16.self, at: offset + 4), let keySize = bytes.load(UInt16.self, at: offset + 6)
        else { return nil }
        return (offset, flags, Int(keySize))
    }

    /// Sets what is at an offset of a node.
    mutating func setNode<Number: FixedWidthInteger & BitwiseCopyable>(
        _ index: Int = 0, to value: Number, at offset: Int
    ) -> Bool {
        guard let node = node(index) else { return false }
        return set(value, at: node.offset + offset)
    }

    /// Sets what is at an offset of the first node with these flags, or of its value.
    mutating func setNode<Number: FixedWidthInteger & BitwiseCopyable>(
        flagged flags: UInt16, ofKeySize keySize: Int? = nil, inValue: Bool, to value: Number, at offset: Int
    ) -> Bool {
        for index in 0..<nodeCount {
            guard let node = node(index), node.flags == flags, keySize.map({ $0 == node.keySize }) ?? true else {
                continue
            }
            return set(value, at: node.offset + (inValue ? 8 + node.keySize : 0) + offset)
        }
        return false
    }

    mutating func swapNodes(_ left: Int, _ right: Int) -> Bool {
        guard max(left, right) < nodeCount else { return false }
        for byte in 0..<2 { bytes.swapAt(16 + 2 * left + byte, 16 + 2 * right + byte) }
        return true
    }

    /// Lets the second node of a branch lead where the first does.
    mutating func repeatChild() -> Bool {
        guard let first = node(0), let second = node(1) else { return false }
        for byte in 0..<6 { bytes[second.offset + byte] = bytes[first.offset + byte] }
        return true
    }
}

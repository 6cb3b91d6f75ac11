import Synchronization
import Testing

@testable import LMDB

@Suite("Damaged pages") struct DamagedPageTests {
    private static let file = PageTestFile.shared

    /// One way to damage a page of a kind.
    struct Damage: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// LMDB's flags of the pages that it can be done to.
        let kind: UInt16
        /// A part of what is said of it.
        let reason: String
        /// Changes a page; false where it has no place for it.
        let change: @Sendable (inout EditedPage) -> Bool

        init(
            _ description: String, of kind: UInt16, _ reason: String,
            _ change: @escaping @Sendable (inout EditedPage) -> Bool
        ) {
            testDescription = description
            self.kind = kind
            self.reason = reason
            self.change = change
        }

        static let pages: [Damage] = [
            Damage("the number of a leaf", of: 0x02, "another page") { $0.set(UInt64(7), at: 0) },
            Damage("the flags of a leaf", of: 0x02, "kind") { $0.set(UInt16(0x12), at: 10) },
            Damage("the flags of a branch", of: 0x01, "kind") { $0.set(UInt16(0x02), at: 10) },
            Damage("where the nodes of a leaf begin", of: 0x02, "header") { $0.set(UInt16(0xFFFF), at: 14) },
            Damage("how many nodes a leaf has", of: 0x02, "header") { $0.set(UInt16(0xFFFE), at: 12) },
            Damage("that a leaf has any node", of: 0x02, "header") { $0.set(UInt16(16), at: 12) },
            Damage("the size of a packed value", of: 0x22, "another size") { $0.set(UInt16(0xFFFF), at: 8) },
            Damage("how many packed values there are", of: 0x22, "its values") { $0.set(UInt32(0x0FFE_0FFE), at: 12) },
            Damage("the order of packed values", of: 0x22, "order") { $0.set(UInt64.max, at: 16) },
            Damage("the number of a page that begins a value", of: 0x04, "first page of a value") {
                $0.set(UInt64(7), at: 0)
            },
            Damage("how many pages a value has", of: 0x04, "more bytes than pages") { $0.set(UInt32(1), at: 12) },
            Damage("how many pages a value has, upwards", of: 0x04, "twice") { $0.set(UInt32.max, at: 12) },
            Damage("the transaction of the older meta page", of: 0x08, "does not follow") {
                $0.set(UInt64(2), at: 144)
            },
            Damage("the root of the databases", of: 0x08, "not in the file") { $0.set(UInt64(1) << 40, at: 128) },
            Damage("the depth of the databases", of: 0x08, "describes no trees") { $0.set(UInt16(99), at: 94) },
            Damage("the flags of the databases", of: 0x08, "describes no trees") { $0.set(UInt16(4), at: 92) },
        ]

        static let nodes: [Damage] = [
            Damage("where a node lies", of: 0x02, "beyond") { $0.set(UInt16(0xFFF0), at: 16) },
            Damage("the size of a key", of: 0x02, "beyond") { $0.setNode(to: UInt16(0x7FFF), at: 6) },
            Damage("the size of a value", of: 0x02, "beyond") {
                $0.setNode(flagged: 0, inValue: false, to: UInt32.max, at: 0)
            },
            Damage("the kind of a node", of: 0x02, "kind") {
                $0.setNode(flagged: 0, inValue: false, to: UInt16(2), at: 4)
            },
            Damage("the order of keys", of: 0x02, "order") { $0.swapNodes(0, 1) },
            Damage("the order of a branch's keys", of: 0x01, "order") { $0.swapNodes(1, 2) },
            Damage("a key of a branch", of: 0x01, "order") { $0.setNode(1, to: UInt8(0xFF), at: 8) },
            Damage("where a branch leads", of: 0x01, "not in the file") { $0.setNode(1, to: UInt32.max, at: 0) },
            Damage("a page that two places lead to", of: 0x01, "twice") { $0.repeatChild() },
            Damage("where a large value lies", of: 0x02, "not in the file") {
                $0.setNode(flagged: 1, inValue: true, to: UInt64(1) << 40, at: 0)
            },
            Damage("a database's root", of: 0x02, "not in the file") {
                $0.setNode(flagged: 2, inValue: true, to: UInt64(1) << 40, at: 40)
            },
            Damage("a database's flags", of: 0x02, "no tree") {
                $0.setNode(flagged: 2, inValue: true, to: UInt16(2), at: 4)
            },
            Damage("a database's depth", of: 0x02, "no tree") {
                $0.setNode(flagged: 2, inValue: true, to: UInt16(0), at: 6)
            },
            Damage("a page in a node", of: 0x02, "page in a node") {
                $0.setNode(flagged: 4, inValue: true, to: UInt16(0xFFFE), at: 12)
            },
            Damage("the values of a page in a node", of: 0x02, "order") {
                $0.setNode(flagged: 4, inValue: true, to: UInt64.max, at: 16)
            },
            Damage("the tree of a key's values", of: 0x02, "values of a key") {
                $0.setNode(flagged: 6, inValue: true, to: UInt16(77), at: 6)
            },
            Damage("the root of a key's values", of: 0x02, "not in the file") {
                $0.setNode(flagged: 6, inValue: true, to: UInt64(1) << 40, at: 40)
            },
            Damage("the length of a list of free pages", of: 0x02, "list of free pages") {
                $0.setNode(flagged: 0, ofKeySize: 8, inValue: true, to: UInt64.max, at: 0)
            },
            Damage("a page that is in use and free", of: 0x02, "twice") {
                $0.setNode(flagged: 0, ofKeySize: 8, inValue: true, to: PageTestFile.shared.rootOfNames, at: 8)
            },
        ]
    }

    @Test("Each kind is told, with its page, and nothing faults", arguments: Damage.pages + Damage.nodes)
    func kinds(damage: Damage) throws {
        var tried = 0
        for number in 0..<Self.file.pageCount where Self.file.flags(of: number) == damage.kind {
            var page = Self.file.page(number)
            guard damage.change(&page) else { continue }
            tried += 1
            // Old pages are there as well; nothing is said of them.
            let found = try Self.file.damage(with: [number: page])
            guard let found, found.contains(where: { $0.reason.contains(damage.reason) }) else { continue }
            #expect(found.allSatisfy { !$0.description.contains("\n") && $0.page < Self.file.pageCount })
            return
        }
        Issue.record("nothing was said, whichever of \(tried) pages was changed")
    }

    @Test("Nothing is said of a file that is sound, whatever was done to it")
    func sound() throws {
        #expect(try Self.file.damage(with: [:]) == [])
        let temporary = try TemporaryEnvironment()
        #expect(try temporary.environment.damagedPages() == [])
        let database = try temporary.environment.multiDatabase(named: "numbers", valueSize: 4)
        var random = SeededGenerator(seed: 7)
        for round in 0..<60 {
            let write = try temporary.environment.beginWrite()
            for _ in 0..<200 {
                let key = [UInt8](repeating: UInt8.random(in: 0...20, using: &random), count: 1 + round * 8)
                let value = (0..<4).map { _ in UInt8.random(in: 0...20, using: &random) }
                if Bool.random(using: &random) || round % 3 == 0 {
                    _ = try write.insert(value, for: key, in: database)
                } else {
                    _ = try write.delete(value, for: key, in: database)
                }
            }
            try write.commit()
            #expect(try temporary.environment.damagedPages() == [])
        }
    }

    @Test("What nothing is said of, LMDB walks through: 400 files with random bytes changed")
    func random() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        var sound = 0
        for _ in 0..<400 {
            let found = try Self.file.damage { bytes in
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    bytes[Int.random(in: bytes.indices, using: &random)] ^= .random(in: 1...255, using: &random)
                }
            }
            if found?.isEmpty == true { sound += 1 }
        }
        #expect(sound > 0, "seed \(seed)")
    }

    @Test("It goes on while others commit")
    func concurrent() throws {
        let temporary = try TemporaryEnvironment()
        let environment = temporary.environment
        let database = try environment.database(named: "plain")
        let hasWriter = Atomic(false)
        try inThreads(2) {
            let writes = !hasWriter.exchange(true, ordering: .relaxed)
            for round in 0..<200 as Range<UInt8> {
                guard writes else {
                    try require(environment.damagedPages(), is: [])
                    continue
                }
                let write = try environment.beginWrite()
                try write.put([UInt8](repeating: round, count: 9_000), for: [round % 7], in: database)
                try write.commit()
            }
        }
    }
}

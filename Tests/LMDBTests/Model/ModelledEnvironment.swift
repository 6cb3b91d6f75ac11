import LMDB
import Testing

/// An environment beside the model of what it should hold.
struct ModelledEnvironment {
    private struct Aborted: Error {}

    let temporary: TemporaryEnvironment
    let plain: Database
    let many: MultiDatabase
    let single: MultiDatabase
    private(set) var model = Model()
    private var random: SeededGenerator

    init(seed: UInt64) throws {
        temporary = try TemporaryEnvironment()
        plain = try temporary.environment.database(named: "plain")
        many = try temporary.environment.multiDatabase(named: "many", valueSize: 16)
        single = try temporary.environment.multiDatabase(named: "single", valueSize: 16)
        random = SeededGenerator(seed: seed)
    }

    /// Gives each key so many values at first.
    mutating func fill(_ counts: [UInt8: Int]) throws {
        let write = try temporary.environment.beginWrite()
        for (key, count) in counts {
            let values = (0..<UInt64(count)).shuffled(using: &random)
            for number in values { #expect(try write.insert(wide(number), for: [key], in: many)) }
            model.many[key] = Set(values)
        }
        try write.commit()
    }

    /// Runs a transaction of one to four nested ones, of which a third are aborted; one in eight is aborted itself.
    mutating func runTransaction() throws {
        let write = try temporary.environment.beginWrite()
        var after = model
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            var attempt = after
            let isAborted = Int.random(in: 0..<3, using: &random) == 0
            do {
                try write.nested {
                    for _ in 0..<Int.random(in: 1...3, using: &random) { try change(&attempt, by: write) }
                    if isAborted { throw Aborted() }
                }
                after = attempt
            } catch is Aborted {}
            try checkCounts(of: after, in: write)
        }
        if Int.random(in: 0..<8, using: &random) == 0 {
            write.abort()
        } else {
            try write.commit()
            model = after
        }
    }

    /// Compares all that a new reader sees.
    func check() throws {
        let read = try temporary.environment.beginRead()
        try checkCounts(of: model, in: read)
        try check(model, in: read)
    }
}

// MARK: Changes

extension ModelledEnvironment {
    private mutating func change(_ model: inout Model, by write: borrowing WriteTransaction) throws {
        switch Int.random(in: 0..<12, using: &random) {
        case 0..<2: try changePlain(&model, by: write)
        case 2..<5: try insertMany(&model, by: write)
        case 5..<8: try deleteMany(&model, by: write)
        case 8: try deleteKey(&model, by: write)
        case 9: try refillSingle(&model, by: write)
        default: try changeSingle(&model, by: write)
        }
    }

    /// Numbers that lie beside each other: one as often as thousands.
    private mutating func range() -> Range<UInt64> {
        let count: UInt64 = [1, 1, 2, 10, 100, 1000, 5000].randomElement(using: &random) ?? 1
        let start = UInt64.random(in: 0..<10_000, using: &random)
        return start..<start + count
    }

    private mutating func changePlain(_ model: inout Model, by write: borrowing WriteTransaction) throws {
        for number in range() {
            let value = UInt64.random(in: 0..<100, using: &random)
            if value < 50 {
                try write.put(wide(value), for: wide(number), in: plain)
                model.plain[number] = value
            } else if value < 60 {
                let isNew = try write.insert(wide(value), for: wide(number), in: plain)
                #expect(isNew == (model.plain[number] == nil))
                if isNew { model.plain[number] = value }
            } else if value < 62 {
                let isGreatest = try write.append(wide(value), for: wide(number), in: plain)
                #expect(isGreatest == model.plain.keys.allSatisfy { $0 < number })
                if isGreatest { model.plain[number] = value }
            } else {
                let wasThere = try write.delete(wide(number), in: plain)
                #expect(wasThere == (model.plain.removeValue(forKey: number) != nil))
            }
        }
    }

    private mutating func insertMany(_ model: inout Model, by write: borrowing WriteTransaction) throws {
        let key = UInt8.random(in: 0..<6, using: &random)
        var values = model.many[key] ?? []
        for number in range() {
            let isNew = try write.insert(wide(number), for: [key], in: many)
            #expect(isNew == values.insert(number).inserted)
        }
        model.many[key] = values
    }

    /// Deletes values in the order that a walk saw them, in a random one, or from the end.
    private mutating func deleteMany(_ model: inout Model, by write: borrowing WriteTransaction) throws {
        let key = UInt8.random(in: 0..<6, using: &random)
        var values = model.many[key] ?? []
        var doomed = try Self.values(of: key, in: many, write).filter(range().contains)
        #expect(doomed.allSatisfy(values.contains))
        switch Int.random(in: 0..<3, using: &random) {
        case 0: doomed.shuffle(using: &random)
        case 1: doomed.reverse()
        default: break
        }
        for number in doomed + [UInt64.max] {
            let wasThere = try write.delete(wide(number), for: [key], in: many)
            #expect(wasThere == (values.remove(number) != nil))
        }
        model.many[key] = values.isEmpty ? nil : values
    }

    private mutating func deleteKey(_ model: inout Model, by write: borrowing WriteTransaction) throws {
        let key = UInt8.random(in: 0..<6, using: &random)
        for number in model.many.removeValue(forKey: key) ?? [] {
            #expect(try write.delete(wide(number), for: [key], in: many))
        }
    }

    private mutating func changeSingle(_ model: inout Model, by write: borrowing WriteTransaction) throws {
        for number in range() {
            if Bool.random(using: &random) {
                let isNew = try write.insert(wide(number), for: [Model.onlyKey], in: single)
                #expect(isNew == model.single.insert(number).inserted)
            } else {
                let wasThere = try write.delete(wide(number), for: [Model.onlyKey], in: single)
                #expect(wasThere == (model.single.remove(number) != nil))
            }
        }
    }

    /// Takes all from the only key, either way, and gives it some again.
    private mutating func refillSingle(_ model: inout Model, by write: borrowing WriteTransaction) throws {
        if Bool.random(using: &random) {
            for number in try Self.values(of: Model.onlyKey, in: single, write) {
                #expect(try write.delete(wide(number), for: [Model.onlyKey], in: single))
            }
        } else {
            try write.empty(single)
        }
        #expect(try write.count(of: single) == 0)
        model.single = Set(range())
        for number in model.single { #expect(try write.insert(wide(number), for: [Model.onlyKey], in: single)) }
    }
}

// MARK: Comparing

extension ModelledEnvironment {
    private func checkCounts(of model: Model, in transaction: borrowing some Transaction & ~Copyable) throws {
        #expect(try transaction.count(of: plain) == model.plain.count)
        #expect(try transaction.count(of: many) == model.countOfMany)
        #expect(try transaction.count(of: single) == model.single.count)
    }

    private func check(_ model: Model, in transaction: borrowing some Transaction & ~Copyable) throws {
        let found = try transaction.cursor(in: plain) { cursor throws in
            var found: [UInt64: UInt64] = [:]
            var more = try cursor.first()
            while more {
                try cursor.withCurrent { key, value in found[numbers(in: key)[0]] = numbers(in: value)[0] }
                more = try cursor.next()
            }
            return found
        }
        #expect(found == model.plain)
        for key in 0..<6 as Range<UInt8> {
            #expect(try Self.values(of: key, in: many, transaction) == (model.many[key] ?? []).sorted())
        }
        #expect(try Self.values(of: Model.onlyKey, in: single, transaction) == model.single.sorted())
        try checkKeys(of: model, in: transaction)
    }

    /// Walks the keys from the last to the first, and counts the values of each.
    private func checkKeys(of model: Model, in transaction: borrowing some Transaction & ~Copyable) throws {
        let counts = try transaction.cursor(in: many) { cursor throws in
            var counts: [UInt8: Int] = [:]
            var more = try cursor.last()
            while more {
                let key = try cursor.withCurrent { key, _ in key.unsafeLoad(as: UInt8.self) }
                counts[key] = try cursor.countOfValues()
                more = try cursor.previousKey()
            }
            return counts
        }
        #expect(counts == model.many.mapValues(\.count))
    }

    /// The values of a key, as a walk by runs sees them.
    private static func values(
        of key: UInt8, in database: MultiDatabase, _ transaction: borrowing some Transaction & ~Copyable
    ) throws -> [UInt64] {
        try transaction.cursor(in: database) { cursor throws in
            var values: [UInt64] = []
            var more = try cursor.seek([key])
            while more {
                try cursor.withRun { values += numbers(in: $0) }
                more = try cursor.nextValue()
            }
            return values
        }
    }
}

import CEmbedded

/// SQLite through its C interface, each statement prepared once.
final class SQLiteReader: Reader {
    let name = "sqlite"
    let records: Records
    let connection: Connection
    let get: Statement
    let firstPage: Statement
    let pageFrom: Statement
    let scratch: Scratch

    init(_ path: String, _ records: Records, largestPage: Int) throws {
        self.records = records
        connection = try Connection(path, .full)
        get = try connection.prepare(SQLiteSchema.get)
        firstPage = try connection.prepare(SQLiteSchema.firstPage)
        pageFrom = try connection.prepare(SQLiteSchema.pageFrom)
        scratch = Scratch(byteCount: (records.longest + 1) * largestPage)
    }

    deinit { connection.close() }

    func getEach(_ asked: Asked) throws -> UInt64 {
        var sum: UInt64 = 0
        try asked.keys.withUnsafeBytes { keys in
            for place in 0..<asked.count {
                guard let key = keys.baseAddress else { return }
                get.bind(blob: key + place * Int(ID_BYTES), count: Int(ID_BYTES), at: 1)
                if try get.step() { sum &+= scratch.take(get.blob) }
                get.reset()
            }
        }
        return sum
    }

    func getTogether(_ asked: Asked) throws -> UInt64 {
        try connection.execute("BEGIN")
        let sum = try getEach(asked)
        try connection.execute("COMMIT")
        return sum
    }

    func pages(_ places: Places, size: Int) throws -> UInt64 {
        var sum: UInt64 = 0
        for index in places.records {
            let record = records[index]
            let page = places.cursors == nil ? firstPage : pageFrom
            page.bind(text: record.city, count: record.city_length, at: 1)
            if places.cursors != nil { page.bind(blob: record.id, count: Int(ID_BYTES), at: 2) }
            page.bind(integer: size, at: places.cursors == nil ? 2 : 3)
            scratch.clear()
            while try page.step() { scratch.append(page.blob) }
            page.reset()
            sum &+= scratch.seen
        }
        return sum
    }
}

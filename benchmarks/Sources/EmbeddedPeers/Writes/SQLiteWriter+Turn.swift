import CEmbedded
import Synchronization

extension SQLiteWriter {
    /// The one connection, and whose turn it is.
    ///
    /// `@unchecked Sendable`: all is used under the lock.
    final class Turn: @unchecked Sendable {
        private let records: Records
        private let types: [String]
        private let connection: Connection
        private let insertion: Statement
        private let update: Statement
        private let deletion: Statement
        private let lock = Mutex<State>(State())

        private struct State {
            var next: UInt32 = 0
            /// What was made to be changed.
            var made: [(id: (UInt64, UInt64), index: UInt32)] = []
        }

        init(_ path: String, _ records: Records, _ synchronous: SQLiteSchema.Synchronous) throws {
            self.records = records
            types = (0..<UInt32(records.count)).map(records.type)
            connection = try Connection(path, synchronous)
            for table in SQLiteSchema.tables { try connection.execute(table) }
            insertion = try connection.prepare(SQLiteSchema.insert)
            update = try connection.prepare(SQLiteSchema.update)
            deletion = try connection.prepare(SQLiteSchema.delete)
        }

        deinit { connection.close() }

        func insert() throws {
            try lock.withLock { state in _ = try insert(&state) }
        }

        /// Makes records to be changed, all in one transaction.
        func stock(_ count: Int) throws {
            try lock.withLock { state in
                try connection.execute("BEGIN")
                state.made = try (0..<count).map { _ in try insert(&state) }
                try connection.execute("COMMIT")
            }
        }

        func change(_ change: Change, _ number: Int) throws {
            try lock.withLock { state in
                let (id, index) = state.made[number]
                let json = records.json(index)
                switch change {
                case .rename: try Changed.renamed(json).withUnsafeBytes { try update(id, to: $0) }
                case .addRoom: try (json + Array(Changed.room.utf8)).withUnsafeBytes { try update(id, to: $0) }
                case .delete: try finish(deletion, id, at: 1)
                }
                guard connection.changes == 1 else { throw BenchmarkError("\(change): nothing is there") }
            }
        }

        private func insert(_ state: inout State) throws -> (id: (UInt64, UInt64), index: UInt32) {
            let id = NewID.at(state.next)
            let index = state.next % UInt32(records.count)
            try withUnsafeBytes(of: id) { id in
                guard let id = id.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
                try insertion.insert(records[index], id: id, type: types[Int(index)])
            }
            state.next += 1
            return (id, index)
        }

        private func update(_ id: (UInt64, UInt64), to json: UnsafeRawBufferPointer) throws {
            guard let start = json.baseAddress else { return }
            update.bind(blob: start, count: json.count, at: 1)
            try finish(update, id, at: 2)
        }

        private func finish(_ statement: Statement, _ id: (UInt64, UInt64), at place: Int32) throws {
            try withUnsafeBytes(of: id) { id in
                guard let start = id.baseAddress else { return }
                statement.bind(blob: start, count: id.count, at: place)
                defer { statement.reset() }
                _ = try statement.step()
            }
        }
    }
}

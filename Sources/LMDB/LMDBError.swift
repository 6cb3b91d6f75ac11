internal import CLMDB

/// What LMDB, the operating system or this layer refused, and what to do about it.
public struct LMDBError: Error, Equatable, Sendable {
    /// What happened.
    public let kind: Kind
    /// The code as it came: LMDB's own (below -30000), an `errno`, or 0 where this layer refused by itself.
    public let code: Int32
    /// What was being done.
    public let operation: Operation
    /// The path, the name or the option that it is about, where there is one.
    public let subject: String?

    init(_ kind: Kind, code: Int32 = 0, during operation: Operation, subject: String? = nil) {
        self.kind = kind
        self.code = code
        self.operation = operation
        self.subject = subject
    }

    /// Takes a code that LMDB or the system returned.
    init(code: Int32, during operation: Operation, subject: String? = nil) {
        self.init(Kind(code: code, during: operation), code: code, during: operation, subject: subject)
    }

    /// Throws where `code` is not success.
    static func check(_ code: Int32, during operation: Operation, subject: String? = nil) throws(LMDBError) {
        guard code == MDB_SUCCESS else { throw LMDBError(code: code, during: operation, subject: subject) }
    }
}

extension LMDBError: CustomStringConvertible {
    /// One or two sentences: what was being done, what happened, what to do next, and the code.
    public var description: String {
        let about = subject.map { " (\($0))" } ?? ""
        let number = code == 0 ? "" : " [\(code)]"
        return "While \(operation.rawValue)\(about): \(kind.summary)\(number). \(advice)"
    }
}

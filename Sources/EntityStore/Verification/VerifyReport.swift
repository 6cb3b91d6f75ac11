/// What ``Store/verify(progress:)`` has looked at and found.
public struct VerifyReport: Sendable, Equatable {
    /// Everything that is wrong.
    public internal(set) var problems: [VerifyProblem] = []
    /// How many records were looked at.
    public internal(set) var records = 0
    /// How many index entries were looked at.
    public internal(set) var indexEntries = 0

    /// Whether nothing is wrong.
    public var isClean: Bool { problems.isEmpty }
}

extension VerifyReport {
    /// Reports what ``Store/damage(at:options:)`` lists.
    public init(pages problems: [VerifyProblem]) { self.init(problems: problems, records: 0, indexEntries: 0) }
}

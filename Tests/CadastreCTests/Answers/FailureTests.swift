import Cadastre
import CCadastre
import StrictJSON
import Testing

@testable import CadastreC

@Suite("Errors in C") struct FailureTests {
    /// One of each kind, and what a caller of the interface gets for it.
    private static let table: [(RegistryError, cadastre_status)] = [
        (.malformed(Malformation(field: "limit", "must be a number")), CADASTRE_MALFORMED),
        (.invalid([FieldError("name", "is required")]), CADASTRE_INVALID),
        (.unauthenticated(.missing), CADASTRE_UNAUTHENTICATED), (.forbidden("No."), CADASTRE_FORBIDDEN),
        (.notFound("No."), CADASTRE_NOT_FOUND), (.conflict("No."), CADASTRE_CONFLICT), (.stale, CADASTRE_STALE),
        (.tooLarge("No."), CADASTRE_TOO_LARGE), (.throttled(retryAfter: 60), CADASTRE_THROTTLED),
        (.busy(retryAfter: 2), CADASTRE_BUSY), (.full("/secret"), CADASTRE_FULL),
        (.unavailable("/secret"), CADASTRE_UNAVAILABLE), (.incompatible("/secret"), CADASTRE_INCOMPATIBLE),
        (.corrupt("/secret"), CADASTRE_CORRUPT), (.internal("/secret"), CADASTRE_INTERNAL),
        (.misuse("No."), CADASTRE_MISUSE),
    ]

    @Test("Each kind of error has a status, whose name is the kind's")
    func table() {
        #expect(Set(Self.table.map(\.0.kind)) == Set(RegistryError.Kind.allCases))
        for (error, status) in Self.table {
            let failure = Failure(error)
            #expect(failure.status == status)
            #expect(status.name == error.kind.code)
            #expect(failure.message == error.description)
            #expect(failure.problem == error.problem.json)
        }
        #expect(Failure(RegistryError.throttled(retryAfter: 60)).retryAfter == 60)
        #expect(Failure(RegistryError.busy(retryAfter: 2)).retryAfter == 2)
        #expect(Failure(RegistryError.stale).retryAfter == 0)
    }

    @Test("What is thrown besides is a callback's wish, or a defect")
    func others() throws {
        struct Surprise: Error {}
        #expect(Failure(Stopped(message: "No more.")).status == CADASTRE_STOPPED)
        #expect(Failure(Surprise()).status == CADASTRE_INTERNAL)
        #expect(try JSONValue.parse(Failure(Stopped(message: "No more.")).problem).object?["detail"] == "No more.")
    }

    @Test("A description is one block, both of whose texts end in NUL")
    func allocation() throws {
        for (error, status) in Self.table {
            let failure = Failure(error)
            let allocated = try #require(failure.allocated())
            defer { cadastre_error_free(allocated) }
            #expect(allocated.pointee.status == status)
            #expect(String(cString: allocated.pointee.message) == failure.message)
            #expect(String(cString: allocated.pointee.problem) == String(decoding: failure.problem, as: UTF8.self))
            #expect(allocated.pointee.problem_count == failure.problem.count)
            #expect(allocated.pointee.retry_after == Int32(failure.retryAfter))
        }
    }

    @Test("A number that is no status has a name too", arguments: [18, 100, .max])
    func unknown(_ number: UInt32) {
        #expect(cadastre_status(number).name == "unknown")
    }

    @Test("Causes that are not for whoever asked go to the log, in one line, before the call returns")
    func log() throws {
        let lines = UnsafeMutablePointer<[String]>.allocate(capacity: 1)
        lines.initialize(to: [])
        defer {
            lines.deinitialize(count: 1)
            lines.deallocate()
        }
        let log = LogCallback(
            function: { context, level, line in
                guard level == CADASTRE_LOG_ERROR, let line else { return }
                context?.assumingMemoryBound(to: [String].self).pointee.append(String(cString: line))
            }, context: lines)
        // As in a call: only who is inside the gate can step out of it to call back.
        #expect(answering(nil) { for (error, _) in Self.table { log.report(error) } } == CADASTRE_OK)
        #expect(lines.pointee == Array(repeating: "/secret", count: 5))
        #expect(answering(nil) { log.report(.corrupt("two\nlines")) } == CADASTRE_OK)
        #expect(lines.pointee.last == "two lines")
        let nobody = LogCallback(function: nil, context: nil)
        #expect(answering(nil) { nobody.report(.corrupt("nobody listens")) } == CADASTRE_OK)
    }
}

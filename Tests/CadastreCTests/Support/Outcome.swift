import CCadastre
import StrictJSON
import Testing

/// Where a call puts its description of what went wrong.
typealias ErrorPlace = UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>

/// What a call has come to.
struct Outcome {
    let status: cadastre_status
    let message: String
    let retryAfter: Int32
    let problem: [UInt8]

    /// Makes a call. That its description is what its status says is checked each time.
    init(sourceLocation: SourceLocation = #_sourceLocation, _ call: (ErrorPlace) -> cadastre_status) {
        // What is there before must not matter.
        var error = UnsafeMutablePointer<cadastre_error>(bitPattern: 8)
        status = call(&error)
        #expect((error == nil) == (status == CADASTRE_OK), sourceLocation: sourceLocation)
        message = error.map { String(cString: $0.pointee.message) } ?? ""
        retryAfter = error?.pointee.retry_after ?? 0
        problem =
            error.map { [UInt8](UnsafeRawBufferPointer(start: $0.pointee.problem, count: $0.pointee.problem_count)) }
            ?? []
        if let error {
            #expect(error.pointee.status == status, sourceLocation: sourceLocation)
            #expect(error.pointee.problem[problem.count] == 0, sourceLocation: sourceLocation)
            #expect(!message.isEmpty, sourceLocation: sourceLocation)
        }
        cadastre_error_free(error)
    }

    /// The fields that are wrong.
    var fields: [String] {
        let errors = try? JSONValue.parse(problem).object?["errors"]?.array
        return (errors ?? []).compactMap { $0.object?["field"]?.string }
    }
}

extension cadastre_status {
    /// The name, for messages.
    var name: String { String(cString: cadastre_status_name(self)) }
}

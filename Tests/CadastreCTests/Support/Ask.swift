import CCadastre
import StrictJSON
import TestSupport
import Testing

/// Makes a call that must succeed.
///
/// - Returns: What it answered, and the revision.
@discardableResult
func ask(
    sourceLocation: SourceLocation = #_sourceLocation,
    _ call: (UnsafeMutablePointer<cadastre_buffer>, ErrorPlace) -> cadastre_status
) throws -> (text: String, json: JSONValue, revision: String) {
    let buffer = Buffer()
    let outcome = Outcome(sourceLocation: sourceLocation) { call(buffer.pointer, $0) }
    try #require(outcome.status == CADASTRE_OK, "\(outcome.message)", sourceLocation: sourceLocation)
    return (buffer.text, buffer.bytes.isEmpty ? .null : try buffer.bytes.parsed, buffer.revision)
}

/// Makes a call that answers in a buffer.
///
/// - Returns: How it has ended.
func status(
    sourceLocation: SourceLocation = #_sourceLocation,
    _ call: (UnsafeMutablePointer<cadastre_buffer>, ErrorPlace) -> cadastre_status
) -> cadastre_status {
    let buffer = Buffer()
    return withExtendedLifetime(buffer) {
        Outcome(sourceLocation: sourceLocation) { call(buffer.pointer, $0) }.status
    }
}

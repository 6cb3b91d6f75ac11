public import EntityStore
import StrictJSON

/// What a register that can be read does with changes, for whatever watches over it.
public struct Readiness: Sendable, Equatable {
    /// Why it takes no changes now; `nil` where it takes them.
    public let writeRefusal: WriteRefusal?

    /// As JSON: `{"status":"ready","writes":"accepted"}`, or `"refused"`. Why is for the operator alone.
    public var json: [UInt8] {
        var writer = JSONWriter(capacity: 64)
        writer.beginObject()
        writer.name("status")
        writer.string("ready")
        writer.name("writes")
        writer.string(writeRefusal == nil ? "accepted" : "refused")
        writer.endObject()
        return writer.bytes
    }
}

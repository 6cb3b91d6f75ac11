public import EntityStore
import StrictJSON

extension VerifyReport {
    /// `{"records":…,"indexEntries":…,"problems":["…"]}`
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("records")
        writer.integer(records)
        writer.name("indexEntries")
        writer.integer(indexEntries)
        writer.name("problems")
        writer.beginArray()
        for problem in problems { writer.string("\(problem)") }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }
}

import EntityStore
import StrictJSON

/// A line of an export: one record, and what is kept beside its JSON.
///
/// ```
/// {"register":{"format":1,"secrets":false,"admins":false}}
/// {"type":{"id":"house","label":"House"}}
/// {"user":{…},"externalId":{"source":"bordeaux","value":"42"}}
/// {"property":{…}}
/// ```
enum ExportLine {
    /// What a line holds; the name of its first member.
    enum Kind: String, CaseIterable {
        case register, type, user, property
    }

    static let format: Int64 = 1

    /// A line with its line break.
    ///
    /// - Parameter json: The record as it is stored.
    static func bytes(
        _ kind: Kind, _ json: [UInt8], externalID: ExternalID? = nil, passwordHash: String? = nil
    ) -> [UInt8] {
        var line = JSONWriter(capacity: json.count + 256)
        line.beginObject()
        line.name(kind.rawValue)
        line.raw(json)
        if let externalID {
            line.name("externalId")
            line.beginObject()
            line.name("source")
            line.string(externalID.source)
            line.name("value")
            line.string(externalID.value)
            line.endObject()
        }
        if let passwordHash {
            line.name("passwordHash")
            line.string(passwordHash)
        }
        line.endObject()
        return line.bytes + [UInt8(ascii: "\n")]
    }
}

/// The first line of an export, by which an import knows what it is asked to take.
struct ExportHeading {
    let hasSecrets: Bool
    let hasAdmins: Bool

    var line: [UInt8] {
        let json = #"{"format":\#(ExportLine.format),"secrets":\#(hasSecrets),"admins":\#(hasAdmins)}"#
        return ExportLine.bytes(.register, Array(json.utf8))
    }
}

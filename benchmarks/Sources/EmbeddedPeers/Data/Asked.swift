import CEmbedded
import Cadastre
import EntityStore

/// The records that are asked for by their ids, one after the other. The ids lie behind one another in each form that
/// a peer takes them in, so that no time goes into fetching them.
struct Asked {
    let indices: [UInt32]
    let ids: [ID<Property>]
    /// The bytes of the ids.
    let keys: [UInt8]

    init(_ indices: [UInt32], of records: Records) {
        self.indices = indices
        ids = indices.map(records.id)
        keys = indices.flatMap { UnsafeBufferPointer(start: records[$0].id, count: Int(ID_BYTES)) }
    }

    var count: Int { indices.count }
}

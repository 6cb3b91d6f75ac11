import CEmbedded
import Cadastre
import EntityStore

/// The properties of a dataset, as `embedded/pack.h` lays them out.
///
/// The bytes are mapped and stay so until the process ends.
struct Records {
    let pack: pack

    init(_ path: String) { pack = pack_open(path) }

    var count: Int { pack.count }
    /// The most bytes of JSON that a record has.
    var longest: Int { pack.longest }

    func id(_ index: UInt32) -> ID<Property> { ID(Self.recordID(self[index].id)) }
    func owner(_ index: UInt32) -> ID<User> { ID(Self.recordID(self[index].owner)) }
    func json(_ index: UInt32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: self[index].json, count: self[index].json_length)
    }
    func cityBytes(_ index: UInt32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: self[index].city, count: self[index].city_length)
    }
    func city(_ index: UInt32) -> String { String(decoding: cityBytes(index), as: UTF8.self) }

    func typeBytes(_ index: UInt32) -> UnsafeRawBufferPointer {
        var record = self[index]
        var count = 0
        let start = record_type(&record, &count)
        return UnsafeRawBufferPointer(start: start, count: count)
    }
    func type(_ index: UInt32) -> String { String(decoding: typeBytes(index), as: UTF8.self) }

    subscript(index: UInt32) -> record { pack.records[Int(index)] }

    private static func recordID(_ bytes: UnsafePointer<UInt8>) -> RecordID {
        let halves = UnsafeRawPointer(bytes)
        return RecordID(
            high: UInt64(bigEndian: halves.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: halves.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
}

import CCadastre

/// A buffer for answers, which is freed when it goes.
final class Buffer {
    let pointer: UnsafeMutablePointer<cadastre_buffer>

    init() {
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: cadastre_buffer())
    }

    deinit {
        cadastre_buffer_free(pointer)
        pointer.deallocate()
    }

    var bytes: [UInt8] { [UInt8](UnsafeRawBufferPointer(start: pointer.pointee.bytes, count: pointer.pointee.count)) }
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The text of the revision; empty for none.
    var revision: String {
        withUnsafeBytes(of: pointer.pointee.revision) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

import Cadastre
import CCadastre
import Glibc

/// The caller's buffer, to be filled with what a call answers.
struct Answer {
    private let buffer: UnsafeMutablePointer<cadastre_buffer>

    /// - Throws: `.misuse` for NULL.
    init(_ buffer: UnsafeMutablePointer<cadastre_buffer>?) throws(RegistryError) {
        guard let buffer else { throw .misuse("The buffer for the answer is NULL.") }
        self.buffer = buffer
    }

    /// Copies an answer, with a NUL behind it. Where it has room, nothing is allocated.
    func fill(_ bytes: UnsafeRawBufferPointer, _ revision: Revision? = nil) throws(RegistryError) {
        try reserve(bytes.count)
        if let source = bytes.baseAddress { memcpy(buffer.pointee.bytes, source, bytes.count) }
        buffer.pointee.bytes[bytes.count] = 0
        buffer.pointee.count = bytes.count
        withUnsafeMutableBytes(of: &buffer.pointee.revision) { target in
            let count = revision.map { $0.write(into: UnsafeMutableRawBufferPointer(rebasing: target.dropLast())) } ?? 0
            target[count] = 0
        }
    }

    /// Copies an answer.
    func fill(_ bytes: [UInt8], _ revision: Revision? = nil) throws {
        try bytes.withUnsafeBytes { try fill($0, revision) }
    }

    /// Copies a record.
    func fill<E>(_ stored: Stored<E>) throws { try fill(stored.json, stored.revision) }

    /// Copies a room.
    func fill(_ room: StoredRoom) throws { try fill(room.json, room.revision) }

    /// Copies an answer where nothing may be thrown.
    func filled(_ bytes: UnsafeRawBufferPointer, _ revision: Revision) -> Result<Void, RegistryError> {
        Result { () throws(RegistryError) in try fill(bytes, revision) }
    }

    private func reserve(_ count: Int) throws(RegistryError) {
        if buffer.pointee.bytes != nil, buffer.pointee.capacity > count { return }
        // To the next power of two, so that answers that grow slowly do not allocate each time.
        let capacity = max(256, 1 << (Int.bitWidth - count.leadingZeroBitCount))
        guard let bytes = malloc(capacity) else {
            throw .unavailable("There is no memory for an answer of \(count) bytes.")
        }
        free(buffer.pointee.bytes)
        buffer.pointee.bytes = bytes.assumingMemoryBound(to: CChar.self)
        buffer.pointee.capacity = capacity
    }
}

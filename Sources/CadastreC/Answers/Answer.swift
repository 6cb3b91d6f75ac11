import Cadastre
import CCadastre
import Glibc

/// The caller's buffer, to be filled with what a call answers.
struct Answer {
    let buffer: UnsafeMutablePointer<cadastre_buffer>

    /// - Throws: `.misuse` for NULL.
    init(_ buffer: UnsafeMutablePointer<cadastre_buffer>?) throws(RegistryError) {
        guard let buffer else { throw .misuse("The buffer for the answer is NULL.") }
        self.buffer = buffer
    }

    /// Copies an answer, with a NUL behind it. Where it has room, nothing is allocated.
    func fill(_ bytes: UnsafeRawBufferPointer, _ revision: Revision? = nil) throws(RegistryError) {
        guard buffer.reserve(bytes.count, keeping: 0) else { throw Self.outOfMemory }
        if let source = bytes.baseAddress { memcpy(buffer.pointee.bytes, source, bytes.count) }
        try finish(bytes.count, revision)
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

    /// Ends an answer of so many bytes, which are there.
    func finish(_ count: Int, _ revision: Revision?) throws(RegistryError) {
        guard buffer.reserve(count, keeping: count) else { throw Self.outOfMemory }
        buffer.pointee.bytes[count] = 0
        buffer.pointee.count = count
        withUnsafeMutableBytes(of: &buffer.pointee.revision) { target in
            let count = revision.map { $0.write(into: UnsafeMutableRawBufferPointer(rebasing: target.dropLast())) } ?? 0
            target[count] = 0
        }
    }

    /// Makes an answer of no bytes of it.
    func clear() {
        buffer.pointee.count = 0
        buffer.pointee.revision.0 = 0
        if buffer.pointee.bytes != nil { buffer.pointee.bytes[0] = 0 }
    }

    static let outOfMemory = RegistryError.unavailable("There is no memory for the answer.")
}

extension UnsafeMutablePointer<cadastre_buffer> {
    /// Sees to it that there is room for so many bytes and a NUL.
    ///
    /// - Parameter kept: How many bytes of what is there must stay.
    /// - Returns: Whether there is.
    func reserve(_ count: Int, keeping kept: Int) -> Bool {
        if pointee.bytes != nil, pointee.capacity > count { return true }
        // To the next power of two, so that answers that grow slowly do not allocate each time.
        let capacity = Swift.max(256, 1 << (Int.bitWidth - count.leadingZeroBitCount))
        guard let bytes = malloc(capacity) else { return false }
        if kept > 0, let before = pointee.bytes { memcpy(bytes, before, kept) }
        free(pointee.bytes)
        pointee.bytes = bytes.assumingMemoryBound(to: CChar.self)
        pointee.capacity = capacity
        return true
    }
}

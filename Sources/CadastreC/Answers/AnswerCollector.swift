import Cadastre
import CCadastre
import Glibc

/// Takes an answer piece by piece into the caller's buffer, which grows with it.
struct AnswerCollector: AnswerTarget {
    /// How far it is.
    struct Progress {
        var count = 0
        var isBegun = false
        var isOutOfMemory = false
    }

    let buffer: UnsafeMutablePointer<cadastre_buffer>
    let progress: UnsafeMutablePointer<Progress>

    func append(_ bytes: UnsafeRawBufferPointer) {
        progress.pointee.isBegun = true
        guard let source = bytes.baseAddress, reserve(progress.pointee.count + bytes.count) else { return }
        memcpy(buffer.pointee.bytes + progress.pointee.count, source, bytes.count)
        progress.pointee.count += bytes.count
    }

    func makeRoom(for byteCount: Int) {
        progress.pointee.isBegun = true
        _ = reserve(progress.pointee.count + byteCount)
    }

    private func reserve(_ count: Int) -> Bool {
        if progress.pointee.isOutOfMemory { return false }
        progress.pointee.isOutOfMemory = !buffer.reserve(count, keeping: progress.pointee.count)
        return !progress.pointee.isOutOfMemory
    }
}

extension Answer {
    /// Fills the buffer with what `body` collects.
    ///
    /// - Parameter body: Tells the revision of what it has collected.
    func collect(_ body: (AnswerCollector) throws -> Revision?) throws {
        var progress = AnswerCollector.Progress()
        try withUnsafeMutablePointer(to: &progress) { progress in
            do {
                let revision = try body(AnswerCollector(buffer: buffer, progress: progress))
                if progress.pointee.isOutOfMemory { throw Self.outOfMemory }
                try finish(progress.pointee.count, revision)
            } catch {
                // What was there before is gone, and half an answer is none.
                if progress.pointee.isBegun { clear() }
                throw error
            }
        }
    }

    /// As the other `collect`, of what has no revision.
    func collect(_ body: (AnswerCollector) throws -> Void) throws {
        try collect { target -> Revision? in
            try body(target)
            return nil
        }
    }
}

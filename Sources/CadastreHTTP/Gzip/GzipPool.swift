import NIOCore

/// Encoders that wait for their next use, one for each thread.
final class GzipPool: Sendable {
    private struct Shelf: @unchecked Sendable {
        // Sound as an encoder on the shelf is in nobody else's hands, and the shelf is behind a mutex.
        var encoder: GzipEncoder?
    }

    private let shelves = PerThread(Shelf())

    /// Compresses a whole answer; `nil` where there is no memory for it.
    func compress(_ bytes: ByteBuffer) -> ByteBuffer? {
        guard let encoder = take() else { return nil }
        defer { giveBack(encoder) }
        return encoder.compress(bytes, .end)
    }

    private func take() -> GzipEncoder? {
        let taken = shelves.withOwn { shelf in
            defer { shelf.encoder = nil }
            return Shelf(encoder: shelf.encoder)
        }
        return taken.encoder ?? GzipEncoder()
    }

    private func giveBack(_ encoder: GzipEncoder) {
        encoder.reset()
        let returned = Shelf(encoder: encoder)
        shelves.withOwn { $0 = returned }
    }
}

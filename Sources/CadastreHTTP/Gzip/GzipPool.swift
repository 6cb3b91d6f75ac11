import NIOCore
import Synchronization

/// Encoders that wait for their next use.
final class GzipPool: Sendable {
    private struct Shelf: @unchecked Sendable {
        // Sound as an encoder on the shelf is in nobody else's hands, and the shelf is behind a mutex.
        var encoders: [GzipEncoder] = []
    }

    private let shelf = Mutex(Shelf())
    private let capacity: Int

    /// A pool that keeps up to `capacity` encoders.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Compresses a whole answer; `nil` where there is no memory for it.
    func compress(_ bytes: ByteBuffer) -> ByteBuffer? {
        guard let encoder = take() else { return nil }
        defer { giveBack(encoder) }
        return encoder.compress(bytes, .end)
    }

    private func take() -> GzipEncoder? {
        let waiting = shelf.withLock { shelf in Shelf(encoders: shelf.encoders.popLast().map { [$0] } ?? []) }
        return waiting.encoders.first ?? GzipEncoder()
    }

    private func giveBack(_ encoder: GzipEncoder) {
        encoder.reset()
        let returned = Shelf(encoders: [encoder])
        shelf.withLock { shelf in
            if shelf.encoders.count < capacity { shelf.encoders += returned.encoders }
        }
    }
}

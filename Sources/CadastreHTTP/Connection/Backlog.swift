import NIOCore
import NIOHTTP1

/// What comes up a pipeline while an answer is on its way that has to be sent first.
struct Backlog {
    /// One of the things that come up a pipeline.
    enum Item {
        case part(HTTPServerRequestPart)
        case event(Any)
        case failure(any Error)
    }

    /// More is not asked for while so much waits; what one read of the socket brings may pass it.
    ///
    /// It holds while the client goes on. When it closes its side, SwiftNIO reads all that has come, asked or not: the
    /// bound is the socket's receive buffer then, of which Linux makes no more than `net.ipv4.tcp_rmem` says.
    private static let maximumItems = 8

    private var items = CircularBuffer<Item>()
    /// Whether the pipeline has asked for more meanwhile, and was not heard.
    var owesRead = false

    /// Whether nothing more should be read from the socket.
    var isFull: Bool { items.count >= Self.maximumItems }

    mutating func append(_ item: Item) { items.append(item) }

    mutating func next() -> Item? { items.popFirst() }
}

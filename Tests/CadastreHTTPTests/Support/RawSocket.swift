import Dispatch
import Glibc

/// A client that sends exactly the bytes it is told to.
///
/// Every wait ends after ``patience`` seconds, so that a server that never answers fails a test rather than hangs it.
struct RawSocket: ~Copyable {
    private static let patience = 20

    /// How a read of bytes ended.
    enum End: Equatable {
        case closed
        case reset
        case silent
    }

    private let descriptor: Int32

    /// Runs `body` with a connection to `port` of this machine, on a thread that may sleep.
    static func with<Result: Sendable>(
        _ port: Int, _ body: @escaping @Sendable (borrowing RawSocket) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "client").async {
                continuation.resume(with: Swift.Result { try body(try RawSocket(port)) })
            }
        }
    }

    /// Connects to `port` of this machine.
    init(_ port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: Self.patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw SocketError(number: errno) }
    }

    deinit { close(descriptor) }

    /// Sends text as it stands; lines of HTTP end in `\r\n`.
    func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// Sends bytes.
    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw SocketError(number: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Says that no more bytes will be sent.
    func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Lets the system keep no more than about `bytes` of what has come and was not read.
    func limitReceiving(to bytes: Int32) {
        var bytes = bytes
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Whether bytes, or the end, can be read; waits some milliseconds for that.
    func hasSomethingToRead(within milliseconds: Int32) -> Bool {
        var descriptors = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&descriptors, 1, milliseconds) > 0
    }

    /// Reads until the other side closes.
    func readToEnd() -> RawAnswer {
        var all: [UInt8] = []
        while true {
            switch read() {
            case .success(let bytes): all += bytes
            case .failure(let end): return RawAnswer(text: String(decoding: all, as: UTF8.self), end: end.reason)
            }
        }
    }

    /// Reads until `marker` has come `count` times.
    ///
    /// - Throws: where the connection ends first.
    func read(until marker: String, times count: Int = 1) throws -> String {
        var text = ""
        while text.split(separator: marker, omittingEmptySubsequences: false).count <= count {
            text += String(decoding: try read().get(), as: UTF8.self)
        }
        return text
    }

    private struct Ended: Error {
        let reason: End
    }

    private func read() -> Result<[UInt8], Ended> {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 { return .success(Array(buffer[..<count])) }
        if count == 0 { return .failure(Ended(reason: .closed)) }
        return .failure(Ended(reason: errno == ECONNRESET ? .reset : .silent))
    }
}

/// All that came over a connection.
struct RawAnswer: Sendable {
    let text: String
    let end: RawSocket.End

    /// The statuses of the answers in it, in their order.
    var statuses: [Int] {
        text.split(separator: "HTTP/1.").compactMap { part in
            guard part.first == "1" || part.first == "0" else { return nil }
            return Int(part.dropFirst(2).prefix(3))
        }
    }
}

/// What the system says of a socket.
struct SocketError: Error {
    let number: Int32
}

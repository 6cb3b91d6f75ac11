import Cadastre
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

extension FrontDoor {
    /// Sees to it that an answer is counted and logged: now, or when the last piece of a streamed one has gone.
    func note(_ response: inout Response, _ request: Request, _ context: RequestContext, since started: NIODeadline) {
        let status = response.status.code
        if let length = response.body.contentLength {
            return record(status, bytes: length, request, context, since: started)
        }
        if request.method != .head {
            response.headers.append(HTTPField(name: .transferEncoding, value: "chunked"))
        }
        let body = response.body
        response.body = ResponseBody { writer in
            let count = ByteCount()
            defer { self.record(status, bytes: count.value, request, context, since: started) }
            try await body.write(CountingBodyWriter(writer, count))
        }
    }

    /// Counts an answer and writes its line of the log.
    func record(
        _ status: Int, bytes: Int, _ request: Request?, _ context: RequestContext, since started: NIODeadline
    ) {
        let elapsed = (NIODeadline.now() - started).nanoseconds
        let nanoseconds = UInt64(max(0, elapsed))
        let route = context.endpointPath.flatMap { $0 == Self.notFound ? nil : $0 }
        metrics.count(route: route, method: request?.method, status: status, nanoseconds: nanoseconds)
        log.write(
            AccessLog.Entry(
                requestID: context.requestID, method: Self.knownMethod(of: request), route: route, status: status,
                bytes: bytes, nanoseconds: nanoseconds))
    }

    /// The method, unless it is a word of the client's own.
    private static func knownMethod(of request: Request?) -> String {
        guard let method = request?.method, CallTable.methods.contains(method) else { return "-" }
        return method.rawValue
    }

    /// Writes what is for the operator's eyes alone into the log of the program.
    func logIfOurs(_ error: RegistryError, _ context: RequestContext) {
        guard error.kind.status >= 500 else { return }
        context.logger.error("\(error)", metadata: ["id": "\(context.requestID)", "kind": "\(error.kind.code)"])
    }
}

/// How many bytes a streamed answer has sent.
private final class ByteCount {
    var value = 0
}

/// Counts what is written.
private struct CountingBodyWriter: ResponseBodyWriter {
    private var base: any ResponseBodyWriter
    private let count: ByteCount

    init(_ base: any ResponseBodyWriter, _ count: ByteCount) {
        self.base = base
        self.count = count
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        count.value += buffer.readableBytes
        try await base.write(buffer)
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        try await base.finish(trailingHeaders)
    }
}

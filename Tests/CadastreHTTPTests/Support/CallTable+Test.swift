import Cadastre
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

@testable import CadastreHTTP

extension CallTable {
    /// Calls that tests of connections need: a text, an echo, a stream, a long text.
    static func forTests() -> CallTable {
        let table = CallTable()
        table.get("fixed") { _, _ in .content(ByteBuffer(string: #"{"a":1}"#)) }
        table.post("echo") { _, context in .content(ByteBuffer(bytes: context.body)) }
        table.get("long/{count}") { _, context in
            let count = Int(context.pathParameter("count")) ?? 0
            return .content(ByteBuffer(bytes: [UInt8](repeating: UInt8(ascii: "x"), count: count)))
        }
        table.get("stream") { _, _ in
            Answer(
                status: .ok, headers: [.contentType: "application/json"],
                pieces: ResponseBody { writer in
                    try await writer.write(ByteBuffer(string: "[1,"))
                    try await writer.write(ByteBuffer(string: "2]"))
                    try await writer.finish(nil)
                })
        }
        return table
    }
}

import HTTPTypes
import Hummingbird
import NIOCore

extension ByteBuffer {
    /// Room for the head of an answer; those of records take about 350 bytes.
    private static let headBytes = 512

    /// The head of an answer as HTTP/1.1 spells it, and room for so many bytes after it.
    init(headOf response: Response, roomFor contentBytes: Int) {
        self.init()
        reserveCapacity(Self.headBytes + contentBytes)
        writeStaticString("HTTP/1.1 ")
        writeString(String(response.status.code))
        writeStaticString(" ")
        writeString(response.status.reasonPhrase)
        writeStaticString("\r\n")
        let hasNoContent = response.status == .noContent || response.status == .notModified
        for field in response.headers {
            if hasNoContent, field.name == .contentLength { continue }
            writeString(field.name.rawName)
            writeStaticString(": ")
            writeString(field.value)
            writeStaticString("\r\n")
        }
        writeStaticString("\r\n")
    }
}

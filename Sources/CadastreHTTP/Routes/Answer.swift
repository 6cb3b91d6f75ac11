import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// What a call answers.
struct Answer {
    /// The whole of it, as Hummingbird passes it on.
    var response: Response
    /// Its content, where that is at hand; `nil` where it comes in pieces.
    ///
    /// It is what `response` has as its body, which only an asynchronous call gets out of there.
    let content: ByteBuffer?

    /// An answer whose content is at hand.
    init(status: HTTPResponse.Status, headers: HTTPFields, content: ByteBuffer = ByteBuffer()) {
        response = Response(status: status, headers: headers, body: ResponseBody(byteBuffer: content))
        self.content = content
    }

    /// An answer whose content comes in pieces.
    init(status: HTTPResponse.Status, headers: HTTPFields, pieces: ResponseBody) {
        response = Response(status: status, headers: headers, body: pieces)
        content = nil
    }
}

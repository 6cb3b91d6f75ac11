import Cadastre
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

extension Answer {
    /// What caches may do with an answer.
    enum Caching {
        /// Keep it, and ask whether it still holds before each use.
        case revalidated
        /// Forget it: it is for one pair of eyes.
        case unstored

        fileprivate var field: HTTPField {
            switch self {
            case .revalidated: .revalidated
            case .unstored: .unstored
            }
        }
    }

    /// An answer with content.
    static func content(
        _ bytes: ByteBuffer, _ media: MediaType = .json, status: HTTPResponse.Status = .ok,
        _ caching: Caching = .revalidated, fields: [HTTPField] = []
    ) -> Answer {
        var headers = HTTPFields()
        headers.reserveCapacity(12)
        headers.append(HTTPField(name: .contentType, value: media.description))
        headers.append(caching.field)
        for field in fields { headers.append(field) }
        return Answer(status: status, headers: headers, content: bytes)
    }

    /// That the client has what it asks for already.
    static func notModified(_ caching: Caching = .revalidated, fields: [HTTPField]) -> Answer {
        Answer(status: .notModified, headers: HTTPFields([caching.field] + fields))
    }

    /// An answer that says no more than that all went well.
    static func done(_ caching: Caching = .revalidated) -> Answer {
        Answer(status: .noContent, headers: HTTPFields([caching.field]))
    }
}

import Cadastre
import HTTPTypes
import Hummingbird
import NIOCore

extension Answer {
    /// A record that has been read, or that the client has it already.
    static func record(
        _ json: ByteBuffer, _ revision: Revision, _ caching: Caching = .revalidated, to request: Request,
        _ context: RequestContext
    ) -> Answer {
        guard let known = request.headers[.ifNoneMatch], EntityTag.matches(ifNoneMatch: known, revision) else {
            return .content(json, .json, caching, fields: [tag(revision)])
        }
        // The tag of the form that would have been sent.
        let isGzipped = context.acceptsGzip && Compressor.isWorthIt(json.readableBytes)
        return .notModified(caching, fields: [tag(revision, gzipped: isGzipped)])
    }

    /// A record that has been changed.
    static func changed(_ json: [UInt8], _ revision: Revision, _ caching: Caching = .revalidated) -> Answer {
        .content(ByteBuffer(bytes: json), .json, caching, fields: [tag(revision)])
    }

    /// A record that has been made.
    static func created(
        _ json: [UInt8], _ revision: Revision? = nil, _ caching: Caching = .revalidated, at location: String
    ) -> Answer {
        let location = HTTPField(name: .location, value: location)
        return .content(
            ByteBuffer(bytes: json), status: .created, caching,
            fields: [location] + (revision.map { [tag($0)] } ?? []))
    }

    /// A page of a list, with a link to the next.
    static func page(
        _ list: ListAnswer, _ caching: Caching = .revalidated, of request: Request, _ context: RequestContext
    ) -> Answer {
        guard let next = list.next else { return .content(ByteBuffer(bytes: list.json), .json, caching) }
        let query = [context.query.encoded(without: "after"), "after=" + PercentEncoding.encode(next)]
            .filter { !$0.isEmpty }.joined(separator: "&")
        return .content(
            ByteBuffer(bytes: list.json), .json, caching,
            fields: [HTTPField(name: .link, value: "<\(request.uri.path)?\(query)>; rel=\"next\"")])
    }

    private static func tag(_ revision: Revision, gzipped: Bool = false) -> HTTPField {
        HTTPField(name: .eTag, value: EntityTag.text(of: revision, gzipped: gzipped))
    }
}

extension Request {
    /// What must be true of a record for this request to change it.
    var ifMatch: Precondition { EntityTag.precondition(ifMatch: headers[.ifMatch]) }
}

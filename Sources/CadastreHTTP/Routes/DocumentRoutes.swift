import Cadastre
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// What tells people and programs how to use the server: the OpenAPI document, and a page to read it on and try it out.
struct DocumentRoutes {
    /// Whether the page is served; the document always is.
    let servesPage: Bool

    /// What the page may load, run and ask: its own files, and this server. Its icons are data.
    private static let contentSecurityPolicy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
        "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    func register(on table: CallTable) {
        let document = ByteBuffer(bytes: OpenAPI.document)
        table.get("openapi.json") { _, _ in .content(document) }
        guard servesPage else { return }
        table.get("docs", answers: .html, use: show)
        table.get("docs/{file}", answers: nil, use: show)
    }

    /// The page, or a file of it.
    @Sendable func show(_ request: Request, context: RequestContext) throws -> Answer {
        guard let asset = Asset.all[request.uri.path] else {
            throw RegistryError.notFound("The documentation has no such file.")
        }
        try Endpoint.requireAcceptable(asset.media, in: request.headers)
        let tag = context.acceptsGzip ? EntityTag.gzipped(asset.tag) : asset.tag
        var fields = [
            HTTPField(name: .eTag, value: tag),
            HTTPField(name: .contentSecurityPolicy, value: Self.contentSecurityPolicy),
            HTTPField(name: .referrerPolicy, value: "no-referrer"),
        ]
        if let known = request.headers[.ifNoneMatch], EntityTag.matches(ifNoneMatch: known, tag: asset.tag) {
            return .notModified(fields: fields)
        }
        guard context.acceptsGzip else { return .content(asset.inflated(), asset.media, fields: fields) }
        fields.append(HTTPField(name: .contentEncoding, value: "gzip"))
        return .content(asset.gzipped, asset.media, fields: fields)
    }
}

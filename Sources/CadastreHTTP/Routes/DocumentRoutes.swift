import CAssets
import Cadastre
import CZlib
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// What tells people and programs how to use the server: the OpenAPI document, and a page to read it on and try it out.
struct DocumentRoutes {
    /// Whether the page is served; the document always is.
    let servesPage: Bool

    /// What the page may load, run and ask: its own files, and this server. Its styles are also set by script, and its
    /// icons are data.
    private static let contentSecurityPolicy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:",
        "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    func register(on table: CallTable) {
        let document = ByteBuffer(bytes: OpenAPI.document)
        table.get("openapi.json", query: nil) { _, _ in .content(document) }
        guard servesPage else { return }
        for asset in Asset.all {
            table.get(RouterPath(asset.path), answers: asset.media, query: nil) { request, context in
                Self.answer(with: asset, request, context)
            }
        }
    }

    private static func answer(with asset: Asset, _ request: Request, _ context: RequestContext) -> Response {
        let tag = context.acceptsGzip ? EntityTag.gzipped(asset.tag) : asset.tag
        var fields = [
            HTTPField(name: .eTag, value: tag),
            HTTPField(name: .contentSecurityPolicy, value: contentSecurityPolicy),
            HTTPField(name: .referrerPolicy, value: "no-referrer"),
        ]
        if request.headers[.ifNoneMatch] == tag { return .notModified(fields: fields) }
        guard context.acceptsGzip else { return .content(asset.inflated(), asset.media, fields: fields) }
        fields.append(HTTPField(name: .contentEncoding, value: "gzip"))
        return .content(asset.gzipped, asset.media, fields: fields)
    }
}

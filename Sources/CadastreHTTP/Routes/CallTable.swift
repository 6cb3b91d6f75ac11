import HTTPTypes
import Hummingbird

/// The calls that a listener serves, while they are being gathered.
final class CallTable {
    private(set) var calls: [Call] = []

    /// The templates of their paths, as the router spells them: `/v1/properties/{id}`.
    var templates: [String] { calls.map(\.path.description) }

    /// Adds a `GET`, and the `HEAD` that goes with it.
    func get(
        _ path: RouterPath, for audience: Call.Audience = .anyone, answers: MediaType? = .json, query: [String] = [],
        use handler: @escaping Call.Handler.Immediate
    ) {
        for method in [HTTPRequest.Method.get, .head] {
            calls.append(
                Call(
                    method: method, path: path, audience: audience, answers: answers, query: query,
                    handler: .immediate(handler)))
        }
    }

    /// Adds a `POST` of a JSON document, which changes something.
    func post(
        _ path: RouterPath, for audience: Call.Audience = .anyone, answers: MediaType? = .json,
        use handler: @escaping Call.Handler.Committing
    ) {
        post(path, for: audience, answers: answers, .committing(handler))
    }

    /// Adds a `POST` of a JSON document, which takes long.
    func post(
        _ path: RouterPath, for audience: Call.Audience = .anyone, answers: MediaType? = .json,
        use handler: @escaping Call.Handler.Suspending
    ) {
        post(path, for: audience, answers: answers, .suspending(handler))
    }

    /// Adds a `PUT` of a JSON document, which changes something.
    func put(
        _ path: RouterPath, for audience: Call.Audience = .users, answers: MediaType? = .json,
        use handler: @escaping Call.Handler.Committing
    ) {
        put(path, for: audience, answers: answers, .committing(handler))
    }

    /// Adds a `PUT` of a JSON document, which takes long.
    func put(
        _ path: RouterPath, for audience: Call.Audience = .users, answers: MediaType? = .json,
        use handler: @escaping Call.Handler.Suspending
    ) {
        put(path, for: audience, answers: answers, .suspending(handler))
    }

    /// Adds a `PATCH` by a JSON merge patch (RFC 7396), which may call itself plain JSON.
    func patch(
        _ path: RouterPath, for audience: Call.Audience = .users, use handler: @escaping Call.Handler.Committing
    ) {
        calls.append(
            Call(
                method: .patch, path: path, audience: audience, reads: [.mergePatch, .json],
                handler: .committing(handler)))
    }

    /// Adds a `DELETE`, which has no content to answer.
    func delete(
        _ path: RouterPath, for audience: Call.Audience = .users, use handler: @escaping Call.Handler.Committing
    ) {
        calls.append(Call(method: .delete, path: path, audience: audience, answers: nil, handler: .committing(handler)))
    }

    private func post(_ path: RouterPath, for audience: Call.Audience, answers: MediaType?, _ handler: Call.Handler) {
        calls.append(
            Call(method: .post, path: path, audience: audience, reads: [.json], answers: answers, handler: handler))
    }

    private func put(_ path: RouterPath, for audience: Call.Audience, answers: MediaType?, _ handler: Call.Handler) {
        calls.append(
            Call(method: .put, path: path, audience: audience, reads: [.json], answers: answers, handler: handler))
    }
}

// Documented in cadastre.h.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
import Cadastre
public import CCadastre

@c @implementation
public func cadastre_city_list(
    _ session: OpaquePointer!, _ query: UnsafePointer<CChar>!, _ page: UnsafeMutablePointer<cadastre_buffer>!,
    _ error: UnsafeMutablePointer<UnsafeMutablePointer<cadastre_error>?>!
) -> cadastre_status {
    answering(session, in: page, error) { (session: Session, answer) in
        let query = try query.map { try CityQuery(json: Argument.query($0)) } ?? CityQuery()
        try answer.collect { _ = try session.registry.cities(query, as: session.caller, into: $0) }
    }
}

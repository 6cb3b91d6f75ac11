import Cadastre
import Hummingbird

/// The cities that have properties.
struct CityRoutes {
    let registry: Registry

    func register(on table: CallTable) {
        table.get("v1/cities", query: CityQuery.parameters, use: list)
    }

    @Sendable func list(_ request: Request, context: RequestContext) throws -> Answer {
        let query = try CityQuery(parameters: context.query.pairs)
        return .page(try registry.cities(query, as: context.caller), of: request, context)
    }
}

import COpenAPI

/// The description of the register's HTTP interface, for every door to hand out.
public enum OpenAPI {
    /// The OpenAPI 3.1 document, as UTF-8 JSON.
    public static let document = [UInt8](bytes)

    /// The document where it lies in the program, for ever; a NUL is behind it.
    public static var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: cadastre_openapi_json(), count: cadastre_openapi_json_count)
    }
}

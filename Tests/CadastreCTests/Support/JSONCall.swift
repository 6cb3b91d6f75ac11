import CCadastre
import Testing

/// A call that reads JSON, with what it is called upon.
struct JSONCall: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let make:
        @Sendable (CRegister, _ property: String, _ room: String, UnsafePointer<CChar>?, Int, ErrorPlace)
            -> cadastre_status

    static let all: [JSONCall] = [
        JSONCall("cadastre_store_create_user") { register, _, _, json, count, error in
            cadastre_store_create_user(register.store, json, count, "user", nil, error)
        },
        JSONCall("cadastre_user_create") { register, _, _, json, count, error in
            answered { cadastre_user_create(register.anyone, json, count, nil, $0, error) }
        },
        JSONCall("cadastre_token_login") { register, _, _, json, count, error in
            answered { cadastre_token_login(register.anyone, json, count, nil, $0, error) }
        },
        JSONCall("cadastre_token_refresh") { register, _, _, json, count, error in
            answered { cadastre_token_refresh(register.anyone, json, count, $0, error) }
        },
        JSONCall("cadastre_token_logout") { register, _, _, json, count, error in
            cadastre_token_logout(register.anyone, json, count, error)
        },
        JSONCall("cadastre_me_patch") { register, _, _, json, count, error in
            cadastre_me_patch(register.ada, json, count, nil, nil, error)
        },
        JSONCall("cadastre_me_set_password") { register, _, _, json, count, error in
            cadastre_me_set_password(register.ada, json, count, nil, error)
        },
        JSONCall("cadastre_type_put") { register, _, _, json, count, error in
            cadastre_type_put(register.operator, "hostile", json, count, nil, nil, error)
        },
        JSONCall("cadastre_property_create") { register, _, _, json, count, error in
            answered { cadastre_property_create(register.ada, json, count, $0, error) }
        },
        JSONCall("cadastre_property_replace") { register, property, _, json, count, error in
            cadastre_property_replace(register.ada, property, json, count, nil, nil, error)
        },
        JSONCall("cadastre_property_patch") { register, property, _, json, count, error in
            cadastre_property_patch(register.ada, property, json, count, nil, nil, error)
        },
        JSONCall("cadastre_room_create") { register, property, _, json, count, error in
            answered { cadastre_room_create(register.ada, property, json, count, nil, $0, error) }
        },
        JSONCall("cadastre_room_replace") { register, property, room, json, count, error in
            cadastre_room_replace(register.ada, property, room, json, count, nil, nil, error)
        },
        JSONCall("cadastre_room_patch") { register, property, room, json, count, error in
            cadastre_room_patch(register.ada, property, room, json, count, nil, nil, error)
        },
    ]

    private init(
        _ name: String,
        _ call:
            @escaping @Sendable (CRegister, String, String, UnsafePointer<CChar>?, Int, ErrorPlace)
            -> cadastre_status
    ) {
        testDescription = name
        make = call
    }

    private static func answered(
        _ call: (UnsafeMutablePointer<cadastre_buffer>) -> cadastre_status
    ) -> cadastre_status {
        let buffer = Buffer()
        return withExtendedLifetime(buffer) { call(buffer.pointer) }
    }
}

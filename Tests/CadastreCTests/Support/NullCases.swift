import CCadastre

extension NullCase {
    private static let uuid: StaticString = "01a20fe5-b1ba-7aa8-b296-02d37b880cdc"
    private static let json: StaticString = "{}"
    /// Every function that answers with a status, but those that free, for which NULL is nothing.
    static let all = stores + sessions + users + records

    private static let stores = [
        NullCase("store_open", "path options? store") { scene, given in
            // A directory whose parent is missing: what is there is opened with other options.
            cadastre_store_open(
                given("path", UnsafePointer(scene.path)), nil, given("store", scene.handle),
                scene.error)
        },
        NullCase("store_backup", "store directory") { scene, given in
            cadastre_store_backup(
                given("store", scene.store), given("directory", UnsafePointer(scene.path)), scene.error
            )
        },
        NullCase("store_verify", "store report?") { scene, given in
            cadastre_store_verify(given("store", scene.store), given("report", scene.answer), scene.error)
        },
        NullCase("store_token_key", "store key") { scene, given in
            cadastre_store_token_key(given("store", scene.store), given("key", scene.answer), scene.error)
        },
        NullCase("store_rotate_token_key", "store key?") { scene, given in
            cadastre_store_rotate_token_key(given("store", scene.store), 0, given("key", scene.answer), scene.error)
        },
        NullCase("store_is_private", "store is_private") { scene, given in
            cadastre_store_is_private(given("store", scene.store), given("is_private", scene.number), scene.error)
        },
        NullCase("store_create_user", "store json role user?") { scene, given in
            cadastre_store_create_user(
                given("store", scene.store), given("json", text: json), 2, given("role", text: "user"),
                given("user", scene.answer),
                scene.error)
        },
        NullCase("store_find_user", "store email user") { scene, given in
            cadastre_store_find_user(
                given("store", scene.store), given("email", text: "nobody"), given("user", scene.answer), scene.error)
        },
        NullCase("store_set_email", "store id email user?") { scene, given in
            cadastre_store_set_email(
                given("store", scene.store), given("id", text: uuid), given("email", text: "a@b"),
                given("user", scene.answer),
                scene.error)
        },
        NullCase("store_set_password", "store id password") { scene, given in
            cadastre_store_set_password(
                given("store", scene.store), given("id", text: uuid), given("password", text: "a long password"),
                scene.error)
        },
        NullCase("store_set_role", "store id role user?") { scene, given in
            cadastre_store_set_role(
                given("store", scene.store), given("id", text: uuid), given("role", text: "user"),
                given("user", scene.answer),
                scene.error)
        },
        NullCase("store_delete_user", "store id deleted?") { scene, given in
            cadastre_store_delete_user(
                given("store", scene.store), given("id", text: uuid), given("deleted", scene.count), scene.error)
        },
        NullCase("store_export", "store write context?") { scene, given in
            let write: cadastre_write_callback = { _, _, _ in 1 }
            return cadastre_store_export(
                given("store", scene.store), 0, given("write", write),
                given("context", UnsafeMutableRawPointer(scene.id)),
                scene.error)
        },
        NullCase("store_import", "store options? read reject? context? summary?") { scene, given in
            let read: cadastre_read_callback = { _, _, _ in 0 }
            let reject: cadastre_reject_callback = { _, _, _, _ in }
            return cadastre_store_import(
                given("store", scene.store), nil, given("read", read), given("reject", reject),
                given("context", UnsafeMutableRawPointer(scene.id)), given("summary", scene.answer), scene.error)
        },
    ]

    private static let sessions = [
        NullCase("session_anonymous", "store session") { scene, given in
            cadastre_session_anonymous(given("store", scene.store), given("session", scene.handle), scene.error)
        },
        NullCase("session_login", "store email password attempt? session") { scene, given in
            cadastre_session_login(
                given("store", scene.store), given("email", text: "nobody"), given("password", text: "nothing"), nil,
                given("session", scene.handle), scene.error)
        },
        NullCase("session_from_token", "store token session") { scene, given in
            cadastre_session_from_token(
                given("store", scene.store), given("token", text: "token"), 5, given("session", scene.handle),
                scene.error)
        },
        NullCase("store_session", "store session") { scene, given in
            cadastre_store_session(given("store", scene.store), given("session", scene.handle), scene.error)
        },
        NullCase("session_user", "session id") { scene, given in
            cadastre_session_user(given("session", scene.ada), given("id", scene.id), scene.error)
        },
        NullCase("session_ready", "session") { scene, given in
            cadastre_session_ready(given("session", scene.ada), scene.error)
        },
        NullCase("session_statistics", "session statistics") { scene, given in
            cadastre_session_statistics(given("session", scene.ada), given("statistics", scene.answer), scene.error)
        },
        NullCase("token_login", "session json attempt? tokens") { scene, given in
            cadastre_token_login(
                given("session", scene.ada), given("json", text: json), 2, nil, given("tokens", scene.answer),
                scene.error)
        },
        NullCase("token_refresh", "session json tokens") { scene, given in
            cadastre_token_refresh(
                given("session", scene.ada), given("json", text: json), 2, given("tokens", scene.answer), scene.error)
        },
        NullCase("token_logout", "session json") { scene, given in
            cadastre_token_logout(given("session", scene.ada), given("json", text: json), 2, scene.error)
        },
    ]

    private static let users = [
        NullCase("user_create", "session json attempt? user") { scene, given in
            cadastre_user_create(
                given("session", scene.ada), given("json", text: json), 2, nil, given("user", scene.answer), scene.error
            )
        },
        NullCase("user_get", "session id user") { scene, given in
            cadastre_user_get(
                given("session", scene.ada), given("id", text: uuid), given("user", scene.answer), scene.error)
        },
        NullCase("user_list", "session query? page") { scene, given in
            cadastre_user_list(
                given("session", scene.ada), given("query", text: json), given("page", scene.answer), scene.error)
        },
        NullCase("user_delete", "session id") { scene, given in
            cadastre_user_delete(given("session", scene.ada), given("id", text: uuid), scene.error)
        },
        NullCase("user_end_sessions", "session id") { scene, given in
            cadastre_user_end_sessions(given("session", scene.ada), given("id", text: uuid), scene.error)
        },
        NullCase("me_get", "session user") { scene, given in
            cadastre_me_get(given("session", scene.ada), given("user", scene.answer), scene.error)
        },
        NullCase("me_patch", "session json expected? user?") { scene, given in
            cadastre_me_patch(
                given("session", scene.ada), given("json", text: json), 2, given("expected", text: "*"),
                given("user", scene.answer),
                scene.error)
        },
        NullCase("me_set_password", "session json attempt?") { scene, given in
            cadastre_me_set_password(given("session", scene.ada), given("json", text: json), 2, nil, scene.error)
        },
        NullCase("me_export", "session export") { scene, given in
            cadastre_me_export(given("session", scene.ada), given("export", scene.handle), scene.error)
        },
        NullCase("export_next", "export piece") { scene, given in
            var export: OpaquePointer?
            defer { _ = cadastre_export_free(export) }
            _ = cadastre_me_export(scene.ada, &export, nil)
            return cadastre_export_next(given("export", export), given("piece", scene.answer), scene.error)
        },
        NullCase("type_list", "session types") { scene, given in
            cadastre_type_list(given("session", scene.ada), given("types", scene.answer), scene.error)
        },
        NullCase("type_get", "session id type") { scene, given in
            cadastre_type_get(
                given("session", scene.ada), given("id", text: "house"), given("type", scene.answer), scene.error)
        },
        NullCase("type_put", "session id json type? is_new?") { scene, given in
            cadastre_type_put(
                given("session", scene.ada), given("id", text: "house"), given("json", text: json), 2,
                given("type", scene.answer),
                given("is_new", scene.number), scene.error)
        },
        NullCase("type_delete", "session id") { scene, given in
            cadastre_type_delete(given("session", scene.ada), given("id", text: "house"), scene.error)
        },
    ]

    private static let records = [
        NullCase("property_list", "session query? page") { scene, given in
            cadastre_property_list(
                given("session", scene.ada), given("query", text: json), given("page", scene.answer), scene.error)
        },
        NullCase("property_get", "session id property") { scene, given in
            cadastre_property_get(
                given("session", scene.ada), given("id", text: uuid), given("property", scene.answer), scene.error)
        },
        NullCase("property_create", "session json property") { scene, given in
            cadastre_property_create(
                given("session", scene.ada), given("json", text: json), 2, given("property", scene.answer), scene.error)
        },
        NullCase("property_replace", "session id json expected? property?") { scene, given in
            cadastre_property_replace(
                given("session", scene.ada), given("id", text: uuid), given("json", text: json), 2,
                given("expected", text: "*"),
                given("property", scene.answer), scene.error)
        },
        NullCase("property_patch", "session id json expected? property?") { scene, given in
            cadastre_property_patch(
                given("session", scene.ada), given("id", text: uuid), given("json", text: json), 2,
                given("expected", text: "*"),
                given("property", scene.answer), scene.error)
        },
        NullCase("property_delete", "session id expected?") { scene, given in
            cadastre_property_delete(
                given("session", scene.ada), given("id", text: uuid), given("expected", text: "*"), scene.error)
        },
        NullCase("room_list", "session property rooms") { scene, given in
            cadastre_room_list(
                given("session", scene.ada), given("property", text: uuid), given("rooms", scene.answer), scene.error)
        },
        NullCase("room_get", "session property id room") { scene, given in
            cadastre_room_get(
                given("session", scene.ada), given("property", text: uuid), given("id", text: uuid),
                given("room", scene.answer),
                scene.error)
        },
        NullCase("room_create", "session property json expected? room") { scene, given in
            cadastre_room_create(
                given("session", scene.ada), given("property", text: uuid), given("json", text: json), 2,
                given("expected", text: "*"),
                given("room", scene.answer), scene.error)
        },
        NullCase("room_replace", "session property id json expected? room?") { scene, given in
            cadastre_room_replace(
                given("session", scene.ada), given("property", text: uuid), given("id", text: uuid),
                given("json", text: json), 2,
                given("expected", text: "*"), given("room", scene.answer), scene.error)
        },
        NullCase("room_patch", "session property id json expected? room?") { scene, given in
            cadastre_room_patch(
                given("session", scene.ada), given("property", text: uuid), given("id", text: uuid),
                given("json", text: json), 2,
                given("expected", text: "*"), given("room", scene.answer), scene.error)
        },
        NullCase("room_delete", "session property id expected?") { scene, given in
            cadastre_room_delete(
                given("session", scene.ada), given("property", text: uuid), given("id", text: uuid),
                given("expected", text: "*"),
                scene.error)
        },
        NullCase("city_list", "session query? page") { scene, given in
            cadastre_city_list(
                given("session", scene.ada), given("query", text: json), given("page", scene.answer), scene.error)
        },
        // The last, as it ends the session.
        NullCase("me_delete", "session expected?") { scene, given in
            cadastre_me_delete(given("session", scene.ada), given("expected", text: "never"), scene.error)
        },
    ]
}

#include "door.h"

#include "check.h"

// The error is looked at when the call has put it there, not when the arguments are made.
void require(cadastre_status status, cadastre_error *const *error, const char *call) {
    if (status != CADASTRE_OK) FAIL("%s: %s", call, *error ? (*error)->message : "no description");
}

struct door door_open(const char *path) {
    struct door door = {NULL, NULL, CADASTRE_BUFFER_INIT};
    cadastre_error *error = NULL;
    cadastre_store_options options = CADASTRE_STORE_OPTIONS_INIT;
    options.must_exist = 1;
    require(cadastre_store_open(path, &options, &door.store, &error), &error, "cadastre_store_open");
    require(cadastre_session_anonymous(door.store, &door.session, &error), &error, "cadastre_session_anonymous");
    return door;
}

void door_close(struct door *door) {
    cadastre_buffer_free(&door->buffer);
    cadastre_session_free(door->session);
    cadastre_store_close(door->store);
}

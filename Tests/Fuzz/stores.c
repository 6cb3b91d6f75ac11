#include "call.h"

#include <stdio.h>

static char *choose_path(struct call *call)
{
    static const char *const paths[] = {"work/register", "work/new", "work/no/folder", "work/file", "work", ""};
    const uint8_t choice = take_byte(&run.input);
    if (choice < 200) {
        return copy_of(paths[choice % COUNT_OF(paths)]);
    }
    if (call->id == NULL) {
        return NULL;
    }
    char *path = malloc(strlen(call->id) + 6);
    sprintf(path, "work/%s", call->id);
    for (char *slash = strchr(path + 5, '/'); slash != NULL; slash = strchr(slash, '/')) {
        *slash = '.'; /* it stays in the folder */
    }
    return path;
}

static void take_log(void *context, cadastre_log_level level, const char *message)
{
    static const char missing[] = "work/no/folder";
    cadastre_store_options options = usual_options();
    cadastre_store *store = NULL;

    if (context != &run.input || level < CADASTRE_LOG_INFO || level > CADASTRE_LOG_ERROR || strlen(message) == 0) {
        stop("a log line that is none");
    }
    options.log = take_log;
    if (cadastre_store_open(missing, &options, &store, NULL) != CADASTRE_UNAVAILABLE) {
        stop("a callback that can't call back");
    }
}

static cadastre_status open_store(struct call *call)
{
    cadastre_store_options options = usual_options();
    const uint8_t choice = take_byte(&run.input);
    cadastre_store *store = NULL;
    void *given = &options;

    if (choice & 1) {
        options.address_space = (uint64_t)take_byte(&run.input) << take_byte(&run.input) % 64;
        options.maximum_readers = (uint32_t)take_byte(&run.input) << take_byte(&run.input) % 32;
        options.durability = (int8_t)take_byte(&run.input);
        options.sign_ups_per_hour = (int8_t)take_byte(&run.input);
    }
    options.must_exist = choice >> 1 & 1;
    options.read_only = choice >> 2 & 1;
    options.log = choice & 8 ? NULL : take_log;
    options.log_context = &run.input;
    if (choice & 16) { /* no more of it is there than it says, but for its size */
        options.size = take_byte(&run.input);
        const size_t there = options.size < sizeof options.size ? sizeof options.size : options.size;
        given = calloc(1, there);
        memcpy(given, &options, there < sizeof options ? there : sizeof options);
    }
    char *path = choose_path(call);
    const cadastre_status status =
        cadastre_store_open(path, choice & 32 ? NULL : given, choice == 255 ? NULL : &store, call->error_place);
    keep_handle(&run.handles, STORE, store, status);
    free(path);
    if (given != &options) {
        free(given);
    }
    return status;
}

cadastre_status call_store(struct call *c, uint8_t function)
{
    cadastre_error **error = c->error_place;
    uint64_t deleted = 0;
    int32_t is_private = 0;
    switch (function % 16) {
    case 0:
    case 1:
        return open_store(c);
    case 2: {
        char *path = choose_path(c);
        const cadastre_status status = cadastre_store_backup(c->store, path, error);
        free(path);
        return status;
    }
    case 3:
        return cadastre_store_verify(c->store, c->buffer, error);
    case 4:
        return cadastre_store_token_key(c->store, c->buffer, error);
    case 5:
        return cadastre_store_rotate_token_key(c->store, c->flag, c->buffer, error);
    case 6:
        return cadastre_store_is_private(c->store, c->expected == NULL ? NULL : &is_private, error);
    case 7:
        return may_hash() ? cadastre_store_create_user(c->store, c->json, c->count, c->other, c->buffer, error)
                          : NOT_MADE;
    case 8:
        return cadastre_store_find_user(c->store, c->id, c->buffer, error);
    case 9:
        return cadastre_store_set_email(c->store, c->id, c->other, c->buffer, error);
    case 10:
        return may_hash() ? cadastre_store_set_password(c->store, c->id, c->other, error)
                          : NOT_MADE;
    case 11:
        return cadastre_store_set_role(c->store, c->id, c->other, c->buffer, error);
    case 12:
        return cadastre_store_delete_user(c->store, c->id, c->flag ? &deleted : NULL, error);
    case 13:
        return export_store(c);
    case 14:
        return import_store(c);
    default:
        return begin_session(c);
    }
}

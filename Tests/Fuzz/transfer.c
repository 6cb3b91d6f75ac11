#include "call.h"

/* What the callbacks do is chosen beforehand: how they are called must not depend on anything but the input. */
struct freight {
    struct call *call;
    const char *bytes;
    size_t count;
    unsigned calls, stops_after, does;
};

static int32_t take_line(void *context, const char *bytes, size_t count)
{
    struct freight *freight = context;
    cadastre_buffer answer = CADASTRE_BUFFER_INIT;
    static const char house[] = "{\"name\":\"A\",\"type\":\"house\",\"city\":\"Bordeaux\"}";

    if (count == 0 || bytes[count - 1] != '\n') {
        stop("a line without its end");
    }
    if (freight->does & 1) {
        cadastre_property_list(freight->call->session, freight->call->text, &answer, NULL);
    }
    if (freight->does & 2) {
        cadastre_property_create(freight->call->session, house, strlen(house), &answer, NULL);
    }
    if (freight->does & 4 && freight->call->store != NULL
        && cadastre_store_close(freight->call->store) != CADASTRE_MISUSE) {
        stop("a store closed under the call that called back");
    }
    cadastre_buffer_free(&answer);
    return freight->calls++ == freight->stops_after;
}

static int64_t give_bytes(void *context, char *bytes, size_t capacity)
{
    struct freight *freight = context;
    size_t count = freight->count < capacity ? freight->count : capacity;

    memset(bytes, 'x', capacity);
    if (freight->calls++ == freight->stops_after) {
        return freight->does & 1 ? -1 : freight->does & 2 ? INT64_MIN : (int64_t)capacity + 1;
    }
    if (freight->does & 4) {
        count = count < 7 ? count : 7;
    }
    if (count > 0) { /* with nothing to give, there may be no place to copy from */
        memcpy(bytes, freight->bytes, count);
        freight->bytes += count;
        freight->count -= count;
    }
    return (int64_t)count;
}

static void take_rejection(void *context, uint64_t line, const char *errors, size_t count)
{
    (void)context;
    if (line == 0 || strlen(errors) != count || errors[0] != '[') {
        stop("a rejection that is none");
    }
}

cadastre_status export_store(struct call *call)
{
    struct freight freight = {call, NULL, 0, 0, take_byte(&run.input), take_byte(&run.input)};
    return cadastre_store_export(
        call->store, call->flag, freight.does & 8 ? NULL : take_line, &freight, call->error_place);
}

cadastre_status import_store(struct call *call)
{
    const uint8_t choice = take_byte(&run.input);
    struct freight freight = {call, call->json, call->count, 0, take_byte(&run.input), take_byte(&run.input)};
    cadastre_import_options options = CADASTRE_IMPORT_OPTIONS_INIT;

    if (freight.does & 16) {
        freight.bytes = run.contents->export_;
        freight.count = run.contents->export_count;
    }
    freight.count = freight.bytes == NULL ? 0 : freight.count;
    options.source = choice & 1 ? call->id : NULL;
    options.updates = choice >> 1 & 1;
    options.creates_types = choice >> 2 & 1;
    options.trusts_secrets = choice >> 3 & 1;
    options.stops_at_rejection = choice >> 4 & 1;
    options.dry_run = choice >> 5 & 1;
    return cadastre_store_import(call->store, choice & 64 ? NULL : &options, freight.does & 8 ? NULL : give_bytes,
                                 choice & 128 ? NULL : take_rejection, &freight, call->buffer, call->error_place);
}

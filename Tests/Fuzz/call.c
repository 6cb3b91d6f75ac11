#include "call.h"

#include <stdio.h>

cadastre_status promised(const char *function, uint32_t statuses, cadastre_status status)
{
    if ((unsigned)status >= 32 || (statuses >> status & 1) == 0) {
        fprintf(stderr, "%s: %s\n", function, cadastre_status_name(status));
        stop("a status that the header does not name");
    }
    return status;
}

char *copy_of(const char *text)
{
    return strcpy(malloc(strlen(text) + 1), text);
}

/* A text that a call may expect, or any. */
static char *choose_text(const char *likely)
{
    const uint8_t choice = take_byte(&run.input);
    size_t count;

    switch (choice >> 5) {
    case 0:
    case 1:
    case 2:
        return copy_of(likely);
    case 3:
        return choice & 1 ? copy_of(run.contents->ada) : copy_of(run.contents->room);
    case 4:
    case 5:
        return copy_of(words[choice % COUNT_OF(words)]);
    case 6:
        return take_bytes(&run.input, 1, &count);
    default:
        return choice == 255 ? NULL : copy_of(queries[choice % COUNT_OF(queries)]);
    }
}

static void choose_document(struct call *call)
{
    const uint8_t choice = take_byte(&run.input);
    const char *text = documents[choice % COUNT_OF(documents)];

    if (choice == 255) {
        call->json = NULL;
        call->count = take_byte(&run.input);
    } else if (choice >= 200) {
        call->json = take_bytes(&run.input, 0, &call->count);
    } else {
        text = choice >= 190 ? run.contents->refresh : text;
        call->count = strlen(text);
        call->json = memcpy(malloc(call->count), text, call->count);
    }
}

static cadastre_attempt *choose_attempt(void)
{
    const uint8_t choice = take_byte(&run.input);
    const size_t size = choice % 5 == 0 ? choice / 5 : sizeof(cadastre_attempt);

    if (choice >= 128) {
        return NULL;
    }
    /* No more of it is there than it says. */
    cadastre_attempt *attempt = calloc(1, size < sizeof(size_t) ? sizeof(size_t) : size);
    attempt->size = size;
    if (size >= sizeof(cadastre_attempt)) {
        attempt->peer = words[choice % COUNT_OF(words)];
    }
    return attempt;
}

void choose(struct call *call)
{
    const uint8_t flags = take_byte(&run.input);

    call->store = choose_handle(&run.handles, STORE, &run.input);
    call->session = choose_handle(&run.handles, SESSION, &run.input);
    call->export_ = choose_handle(&run.handles, EXPORT, &run.input);
    call->id = choose_text(run.contents->property);
    call->other = choose_text(run.contents->room);
    call->expected = flags & 1 ? NULL : choose_text(run.contents->revision);
    call->text = choose_text("{\"city\":\"bordeaux\",\"limit\":1}");
    choose_document(call);
    call->buffer = flags & 2 && flags & 4 ? NULL : &run.buffers[flags % BUFFERS];
    call->attempt = choose_attempt();
    call->flag = flags & 8 ? 1 : flags & 16 ? INT32_MIN : 0;
    call->error_place = flags & 32 ? NULL : &call->error;
    call->error = (cadastre_error *)call; /* whatever was there is written over */
}

void release(struct call *call)
{
    free(call->id);
    free(call->other);
    free(call->expected);
    free(call->text);
    free(call->json);
    free(call->attempt);
}

int may_hash(void)
{
    return run.hashes < 1 && take_byte(&run.input) % 8 == 7 && ++run.hashes;
}

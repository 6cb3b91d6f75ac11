/* Reads its input as calls of the C interface, and makes them: any function, with handles that live, are closed, are of
 * another kind or never were, with texts that are right and such that are not, in any order.
 *
 * The fuzzer and the sanitizers look for crashes and leaks. What the header promises of every call is checked here. */
#include "call.h"

#include <stdio.h>
#include <unistd.h>

enum { MOST_CALLS = 40 };

struct run run;

/* What the header says of a call's end. */
static void check(const struct call *call, cadastre_status status)
{
    if (strcmp(cadastre_status_name(status), "unknown") == 0) {
        stop("a status that is none");
    }
    if (status == CADASTRE_INTERNAL || status == CADASTRE_CORRUPT) {
        fprintf(stderr, "%s\n", call->error_place != NULL && call->error != NULL ? call->error->message : "");
        stop("a defect of the library");
    }
    if (call->error_place != NULL) {
        const cadastre_error *error = call->error;
        if ((error == NULL) != (status == CADASTRE_OK)) {
            stop("an error without its description, or the other way round");
        }
        if (error != NULL && (error->status != status || strlen(error->message) == 0
                              || strlen(error->problem) != error->problem_count || error->problem[0] != '{')) {
            stop("a description that does not fit");
        }
        cadastre_error_free(call->error);
    }
    for (int index = 0; index < BUFFERS; index++) {
        const cadastre_buffer *buffer = &run.buffers[index];
        if (buffer->bytes != NULL && (buffer->bytes[buffer->count] != '\0' || buffer->count >= buffer->capacity
                                      || strlen(buffer->revision) >= sizeof buffer->revision)) {
            stop("a buffer without its end");
        }
    }
}

/* These take no error. */
static cadastre_status release_something(struct call *call, uint8_t what)
{
    cadastre_status status = CADASTRE_OK;
    call->error_place = NULL;
    switch (what % 5) {
    case 0:
        status = cadastre_store_close(call->store);
        forget_handle(&run.handles, STORE, call->store, status);
        break;
    case 1:
        status = cadastre_session_free(call->session);
        forget_handle(&run.handles, SESSION, call->session, status);
        break;
    case 2:
        status = cadastre_export_free(call->export_);
        forget_handle(&run.handles, EXPORT, call->export_, status);
        break;
    case 3:
        cadastre_buffer_free(call->buffer);
        break;
    default:
        cadastre_error_free(NULL);
        cadastre_openapi_document(call->flag ? &call->count : NULL);
        if (cadastre_abi_version() < CADASTRE_ABI_VERSION || strlen(cadastre_version()) == 0) {
            stop("no version");
        }
    }
    return status;
}

static void make_one_call(void)
{
    struct call call;
    const uint8_t family = take_byte(&run.input), function = take_byte(&run.input);
    cadastre_status status;

    memset(&call, 0, sizeof call);
    choose(&call);
    if (family < 64) {
        status = call_store(&call, function);
    } else if (family < 128) {
        status = call_session(&call, function);
    } else if (family < 240) {
        status = call_property(&call, function);
    } else {
        status = release_something(&call, function);
    }
    if (status != NOT_MADE) {
        check(&call, status);
    }
    release(&call);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    const char *folder = getenv("FUZZ_FOLDER");
    if (folder == NULL || chdir(folder) != 0) {
        stop("FUZZ_FOLDER names the folder to work in");
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    run.contents = template_register();
    begin_with_template();
    run.input.bytes = bytes;
    run.input.count = count;
    run.hashes = 0;
    begin_handles(&run.handles);
    for (int calls = 0; run.input.count > 0 && calls < MOST_CALLS; calls++) {
        make_one_call();
    }
    end_handles(&run.handles);
    for (int index = 0; index < BUFFERS; index++) {
        cadastre_buffer_free(&run.buffers[index]);
    }
    return 0;
}

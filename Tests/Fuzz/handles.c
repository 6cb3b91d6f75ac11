#include "handles.h"

#include "register.h"

/* Bits that nobody has given out. */
static const uint64_t garbage[] = {0, 1, 2, 3, 0xFF, 0x1000, 0xDEADBEEFDEADBEEF, UINT64_MAX, INT64_MAX};

static cadastre_status release(enum kind kind, void *handle)
{
    switch (kind) {
    case STORE:
        return cadastre_store_close(handle);
    case SESSION:
        return cadastre_session_free(handle);
    default:
        return cadastre_export_free(handle);
    }
}

void begin_handles(struct handles *handles)
{
    const cadastre_store_options options = usual_options();
    const struct contents *contents = template_register();
    cadastre_store *store = NULL;
    cadastre_session *anybody = NULL, *operator_ = NULL, *ada = NULL;
    cadastre_export *export_ = NULL;

    memset(handles, 0, sizeof *handles);
    if (cadastre_store_open("work/register", &options, &store, NULL) != CADASTRE_OK
        || cadastre_session_anonymous(store, &anybody, NULL) != CADASTRE_OK
        || cadastre_store_session(store, &operator_, NULL) != CADASTRE_OK
        || cadastre_session_from_token(store, contents->user_token, strlen(contents->user_token), &ada, NULL)
            != CADASTRE_OK
        || cadastre_me_export(ada, &export_, NULL) != CADASTRE_OK) {
        stop("the register could not be opened");
    }
    keep_handle(handles, STORE, store, CADASTRE_OK);
    keep_handle(handles, SESSION, ada, CADASTRE_OK);
    keep_handle(handles, SESSION, anybody, CADASTRE_OK);
    keep_handle(handles, SESSION, operator_, CADASTRE_OK);
    keep_handle(handles, EXPORT, export_, CADASTRE_OK);
}

void *choose_handle(const struct handles *handles, enum kind kind, struct input *input)
{
    const uint8_t choice = take_byte(input);
    const unsigned made = handles->made[kind];

    if (choice < 224) {
        return handles->all[kind][choice % (made < HANDLES_OF_A_KIND ? made : HANDLES_OF_A_KIND)].handle;
    }
    if (choice < 240) {
        return handles->all[(kind + 1 + choice % 2) % KINDS][0].handle;
    }
    if (choice < 255) {
        return (void *)(uintptr_t)garbage[choice % (sizeof garbage / sizeof garbage[0])];
    }
    return (void *)(uintptr_t)take_word(input);
}

void keep_handle(struct handles *handles, enum kind kind, void *handle, cadastre_status status)
{
    if (status != CADASTRE_OK) {
        if (handle != NULL) {
            stop("a handle in spite of an error");
        }
        return;
    }
    struct kept *kept = &handles->all[kind][handles->made[kind]++ % HANDLES_OF_A_KIND];
    if (kept->lives && release(kind, kept->handle) != CADASTRE_OK) {
        stop("a handle that could not be freed");
    }
    kept->handle = handle;
    kept->lives = 1;
}

void forget_handle(struct handles *handles, enum kind kind, const void *handle, cadastre_status status)
{
    cadastre_status expected = handle == NULL ? CADASTRE_OK : CADASTRE_MISUSE;
    for (int place = 0; place < HANDLES_OF_A_KIND; place++) {
        struct kept *kept = &handles->all[kind][place];
        if (kept->lives && kept->handle == handle) {
            kept->lives = 0;
            expected = CADASTRE_OK;
        }
    }
    if (status != expected) {
        stop("a handle that could be freed twice, or not once");
    }
}

void end_handles(struct handles *handles)
{
    /* Their store goes before or after them. */
    const int stores_first = handles->made[SESSION] % 2;
    for (int turn = 0; turn < KINDS; turn++) {
        const enum kind kind = (enum kind)(stores_first ? turn : KINDS - 1 - turn);
        for (int place = 0; place < HANDLES_OF_A_KIND; place++) {
            struct kept *kept = &handles->all[kind][place];
            if (kept->handle != NULL) {
                const cadastre_status status = release(kind, kept->handle);
                forget_handle(handles, kind, kept->handle, status);
            }
        }
    }
}

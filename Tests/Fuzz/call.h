/* One call: what it is made with, and the functions that make it. */
#ifndef CALL_H
#define CALL_H

#include "handles.h"
#include "input.h"
#include "register.h"
#include "texts.h"

#include <cadastre.h>

enum { BUFFERS = 3 };

/* What one call is made with. All of it is chosen, and each function takes what it needs. */
struct call {
    cadastre_store *store;
    cadastre_session *session;
    cadastre_export *export_;
    char *id, *other, *expected, *text; /* NUL-terminated, or NULL */
    char *json;                         /* of `count` bytes */
    size_t count;
    cadastre_buffer *buffer;
    cadastre_attempt *attempt;
    int32_t flag;
    cadastre_error *error, **error_place;
};

/* What all calls of an input share. */
struct run {
    const struct contents *contents;
    struct input input;
    struct handles handles;
    cadastre_buffer buffers[BUFFERS];
    int hashes;
};

extern struct run run;

/* A call that is left out, as it would hash another password. */
#define NOT_MADE ((cadastre_status)-1)

/* Chooses everything that a call might take. */
void choose(struct call *call);
void release(struct call *call);

/* Stops unless the header says that the function may return this; `statuses` has a bit for each that it names. */
cadastre_status promised(const char *function, uint32_t statuses, cadastre_status status);

/* A text of its own. */
char *copy_of(const char *text);

/* Whether one more password may be hashed for this input: that is what takes the time. */
int may_hash(void);

/* One of the functions that take a store; a session; a session, for properties and what belongs to them. */
cadastre_status call_store(struct call *call, uint8_t function);
cadastre_status call_session(struct call *call, uint8_t function);
cadastre_status call_property(struct call *call, uint8_t function);

/* What `call_store` makes in files of their own. */
cadastre_status export_store(struct call *call);
cadastre_status import_store(struct call *call);
cadastre_status begin_session(struct call *call);

/* From here on each call of the library is one of `promised`: Tests/Library/promises.py makes it of the header. */
#include "promised.h"

#endif

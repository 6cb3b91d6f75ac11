/* Cadastre's C interface, as a session of nobody uses it. */
#ifndef BENCH_DOOR_H
#define BENCH_DOOR_H

#include "cadastre.h"

struct door {
    cadastre_store *store;
    cadastre_session *session;
    cadastre_buffer buffer; /* used for one call after another */
};

/* Opens the register in a directory, which must be there. */
struct door door_open(const char *path);
void door_close(struct door *door);

/* Ends the program where a call has failed. */
void require(cadastre_status status, cadastre_error *const *error, const char *call);

#endif

/* Requests as they go over the wire, read from a file in which a line with its length stands before each. */
#ifndef LOAD_REQUESTS_H
#define LOAD_REQUESTS_H

#include <stddef.h>

struct request {
    const char *bytes;
    size_t count;
};

struct requests {
    struct request *all;
    size_t count;
    char *file;
};

/* What can't be read ends the program. */
struct requests requests_read(const char *path);
void requests_free(struct requests *requests);

#endif

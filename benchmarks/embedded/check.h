/* A benchmark has nothing to do about an error but to say where it was. */
#ifndef BENCH_CHECK_H
#define BENCH_CHECK_H

#include <stdio.h>
#include <stdlib.h>

#define FAIL(...)                                           \
    do {                                                    \
        fprintf(stderr, "%s:%d: ", __FILE__, __LINE__);     \
        fprintf(stderr, __VA_ARGS__);                       \
        fputc('\n', stderr);                                \
        exit(1);                                            \
    } while (0)

/* For what LMDB returns. */
#define CHECK(call)                                                            \
    do {                                                                       \
        int check_status = (call);                                             \
        if (check_status != 0) FAIL("%s: %s", #call, mdb_strerror(check_status)); \
    } while (0)

#endif

/* Durable puts of records under new ids, many in a commit: the directory grows. */
#ifndef BENCH_WRITES_H
#define BENCH_WRITES_H

#include <stdint.h>

#include "pack.h"
#include "store.h"

struct writes {
    struct pack pack;
    struct store store;
    size_t batch; /* how many a commit carries */
    uint64_t next;
};

/* Writes a UUIDv7 after all that are there: of now, and counted up. */
void writes_new_id(struct writes *writes, unsigned char id[ID_BYTES]);

/* Puts `count` records, the last commit fewer than the others where they do not divide. Returns `count`. */
uint64_t writes_run(struct writes *writes, size_t count);

#endif

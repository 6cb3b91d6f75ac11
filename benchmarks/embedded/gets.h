/* Reading records by id from LMDB, each copied out, in the ways that C programs do. */
#ifndef BENCH_GETS_H
#define BENCH_GETS_H

#include <stdint.h>

#include "pack.h"
#include "rounds.h"
#include "store.h"

#define PAGE 20

struct gets {
    struct pack pack;
    struct store store;
    /* Which records, in which order: the same for each contestant. */
    const uint32_t *order;
    /* Their ids, one behind another, so that no time goes into fetching them. */
    const unsigned char (*keys)[ID_BYTES];
    char *buffer; /* holds PAGE of the longest */
    MDB_txn *kept; /* a reader that is reset between two uses, if there is one */
    size_t page; /* how many a page lists */
    int keeps; /* whether pages and searches use it */
};

/* Begins a read transaction, or renews the reader that is kept. */
MDB_txn *read_begin(struct gets *gets);
/* Ends it, or resets it. */
void read_end(struct gets *gets, MDB_txn *transaction);

/* Gets of `count` records drawn uniformly, the same for the same seed, with a buffer for a page. */
struct gets gets_drawn(struct pack pack, struct store store, size_t count, uint64_t seed);

/* What a contestant says of what it saw: each byte in the round that warms up, so that what differs is noticed; then how
 * many and one of them, so that what is measured is the reading. */
static inline uint64_t seen(const char *bytes, size_t count) {
    return looks_at_all() ? digest(bytes, count) : count + (unsigned char)bytes[count / 2];
}

/* A transaction for each, begun and ended; copied into a buffer of its own, which is freed. */
uint64_t gets_fresh(struct gets *gets, size_t count);
/* A transaction for each, begun and ended; copied into one buffer. */
uint64_t gets_own(struct gets *gets, size_t count);
/* A transaction for each, of a reader that is kept (mdb_txn_renew); copied into one buffer. */
uint64_t gets_renewed(struct gets *gets, size_t count);
/* One transaction for all; copied into one buffer. */
uint64_t gets_together(struct gets *gets, size_t count);

#endif

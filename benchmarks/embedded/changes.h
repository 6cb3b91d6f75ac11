/* Durable changes of records in LMDB, `writes.batch` a commit. */
#ifndef BENCH_CHANGES_H
#define BENCH_CHANGES_H

#include "writes.h"

/* Records to be changed: those of the pack from `first` on, under ids of their own. */
struct stock {
    unsigned char (*ids)[ID_BYTES];
    uint64_t first;
    size_t count;
};

/* Makes `count` records in one commit; `stock` is to be freed. */
struct stock stock_made(struct writes *writes, size_t count);
void stock_free(struct stock *stock);

/* Puts each of `count` records anew, as long as it was and `added` bytes more, after a look at what is there. */
void stock_replace(const struct writes *writes, const struct stock *stock, size_t count, size_t added);
/* Removes each of `count` records and its index entries. */
void stock_delete(const struct writes *writes, const struct stock *stock, size_t count);

#endif

/* The records in LMDB as plainly as it can be done: ids as keys, JSON as values, and two posting lists. It checks nothing
 * and knows no owner: the limit of what a store on LMDB can reach. */
#ifndef BENCH_STORE_H
#define BENCH_STORE_H

#include <lmdb.h>

#include "pack.h"

struct store {
    MDB_env *environment;
    MDB_dbi records;
    MDB_dbi by_city;
    MDB_dbi by_owner;
    MDB_dbi by_type; /* of joins alone: what is written to measure writes has no entry in it */
};

/* Opens the directory `path`, durable: a commit is on disk when it returns. */
struct store store_open(const char *path);
/* The same with that much address space, for tools under which a process has little. */
struct store store_open_within(const char *path, size_t bytes);
void store_close(struct store *store);

/* Adds a record's entry in the posting list of its type. */
void store_put_type(const struct store *store, MDB_txn *transaction, const struct record *record);

/* Adds a record under `id`, with its two index entries. Ids must grow. */
void store_put(const struct store *store, MDB_txn *transaction, const unsigned char *id, const struct record *record);

/* Removes a record that was added under `id`, and its two index entries. */
void store_delete(const struct store *store, MDB_txn *transaction, const unsigned char *id, const struct record *record);

#endif

/* LMDB in C with the same records, keys and index entries: the limit.
 *
 *     lmdb_peer version                                       LMDB's
 *     lmdb_peer load  DIRECTORY PACK                          puts all records, 10,000 a commit
 *     lmdb_peer read  DIRECTORY PACK ROUNDS OPERATIONS SEED   gets and pages
 *     lmdb_peer write DIRECTORY PACK ROUNDS BATCH WRITES      durable puts, BATCH a commit; the directory grows
 */
#include <string.h>

#include "check.h"
#include "pages.h"
#include "rounds.h"
#include "writes.h"

#define LOAD_BATCH 10000
#define PAGE_SHARE 10 /* a page costs about this many gets */

static void load(struct store store, struct pack pack) {
    MDB_txn *transaction = NULL;
    for (size_t i = 0; i < pack.count; i++) {
        if (!transaction) CHECK(mdb_txn_begin(store.environment, NULL, 0, &transaction));
        store_put(&store, transaction, pack.records[i].id, &pack.records[i]);
        store_put_type(&store, transaction, &pack.records[i]);
        if ((i + 1) % LOAD_BATCH == 0 || i + 1 == pack.count) {
            CHECK(mdb_txn_commit(transaction));
            transaction = NULL;
        }
    }
    printf("{\"records\":%zu}\n", pack.count);
}

static uint64_t run_fresh(void *gets, size_t count) { return gets_fresh(gets, count); }
static uint64_t run_own(void *gets, size_t count) { return gets_own(gets, count); }
static uint64_t run_renewed(void *gets, size_t count) { return gets_renewed(gets, count); }
static uint64_t run_together(void *gets, size_t count) { return gets_together(gets, count); }
static uint64_t run_first(void *gets, size_t count) { return pages_first(gets, count); }
static uint64_t run_deep(void *gets, size_t count) { return pages_deep(gets, count); }

static void measure_reads(struct store store, struct pack pack, size_t rounds, size_t operations, uint64_t seed) {
    struct gets gets = gets_drawn(pack, store, operations, seed);
    const struct contestant by_id[] = {
        {"lmdb, own transaction, own buffer", "get", run_fresh},
        {"lmdb, own transaction", "get", run_own},
        {"lmdb, renewed transaction", "get", run_renewed},
        {"lmdb, one transaction", "get", run_together},
    };
    const struct contestant first[] = {{"lmdb", "page of 20 by city", run_first}};
    const struct contestant deep[] = {{"lmdb", "page of 20 by city, deep", run_deep}};
    run_rounds(by_id, sizeof by_id / sizeof *by_id, rounds, operations, &gets, 0);
    run_rounds(first, 1, rounds, operations / PAGE_SHARE, &gets, 0);
    run_rounds(deep, 1, rounds, operations / PAGE_SHARE, &gets, 0);
}

static uint64_t run_writes(void *writes, size_t count) { return writes_run(writes, count); }

static void measure_writes(struct store store, struct pack pack, size_t rounds, size_t batch, size_t count) {
    struct writes writes = {pack, store, batch, 0};
    char work[64];
    snprintf(work, sizeof work, "durable writes, %zu a commit", batch);
    const struct contestant contestant = {"lmdb", work, run_writes};
    run_rounds(&contestant, 1, rounds, (count + batch - 1) / batch * batch, &writes, 1);
}

int main(int count, char **arguments) {
    if (count == 2 && strcmp(arguments[1], "version") == 0) return puts(mdb_version(NULL, NULL, NULL)) < 0;
    if (count < 4) FAIL("what? load, read or write, a directory and a pack");
    struct pack pack = pack_open(arguments[3]);
    struct store store = store_open(arguments[2]);
    if (strcmp(arguments[1], "load") == 0 && count == 4)
        load(store, pack);
    else if (strcmp(arguments[1], "read") == 0 && count == 7)
        measure_reads(store, pack, number(arguments[4]), number(arguments[5]), number(arguments[6]));
    else if (strcmp(arguments[1], "write") == 0 && count == 7)
        measure_writes(store, pack, number(arguments[4]), number(arguments[5]), number(arguments[6]));
    else
        FAIL("what? load, read or write, with their arguments");
    store_close(&store);
    return 0;
}

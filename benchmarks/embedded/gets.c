#include "gets.h"

#include <string.h>

#include "check.h"
#include "rounds.h"

struct gets gets_drawn(struct pack pack, struct store store, size_t count, uint64_t seed) {
    uint32_t *order = malloc(count * sizeof *order);
    unsigned char(*keys)[ID_BYTES] = malloc(count * sizeof *keys);
    char *buffer = malloc((pack.longest + 1) * PAGE);
    if (!order || !keys || !buffer) FAIL("no memory");
    struct random random = {seed};
    for (size_t i = 0; i < count; i++) {
        order[i] = (uint32_t)random_below(&random, pack.count);
        memcpy(keys[i], pack.records[order[i]].id, ID_BYTES);
    }
    struct gets gets = {pack, store, order, (const unsigned char(*)[ID_BYTES])keys, buffer, NULL, PAGE, 0};
    return gets;
}

MDB_txn *read_begin(struct gets *gets) {
    MDB_txn *transaction;
    if (gets->keeps && gets->kept) {
        CHECK(mdb_txn_renew(gets->kept));
        return gets->kept;
    }
    CHECK(mdb_txn_begin(gets->store.environment, NULL, MDB_RDONLY, &transaction));
    return transaction;
}

void read_end(struct gets *gets, MDB_txn *transaction) {
    if (gets->keeps) {
        mdb_txn_reset(transaction);
        gets->kept = transaction;
    } else {
        mdb_txn_abort(transaction);
    }
}

static MDB_val find(const struct gets *gets, MDB_txn *transaction, size_t i) {
    MDB_val key = {ID_BYTES, (void *)gets->keys[i]};
    MDB_val json;
    CHECK(mdb_get(transaction, gets->store.records, &key, &json));
    return json;
}

static uint64_t copy(const struct gets *gets, MDB_val json) {
    memcpy(gets->buffer, json.mv_data, json.mv_size);
    gets->buffer[json.mv_size] = '\0';
    return seen(gets->buffer, json.mv_size);
}

uint64_t gets_fresh(struct gets *gets, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        MDB_txn *transaction;
        CHECK(mdb_txn_begin(gets->store.environment, NULL, MDB_RDONLY, &transaction));
        MDB_val json = find(gets, transaction, i);
        char *bytes = malloc(json.mv_size + 1);
        if (!bytes) FAIL("no memory");
        memcpy(bytes, json.mv_data, json.mv_size);
        bytes[json.mv_size] = '\0';
        mdb_txn_abort(transaction);
        sum += seen(bytes, json.mv_size);
        free(bytes);
    }
    return sum;
}

uint64_t gets_own(struct gets *gets, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        MDB_txn *transaction;
        CHECK(mdb_txn_begin(gets->store.environment, NULL, MDB_RDONLY, &transaction));
        sum += copy(gets, find(gets, transaction, i));
        mdb_txn_abort(transaction);
    }
    return sum;
}

uint64_t gets_renewed(struct gets *gets, size_t count) {
    uint64_t sum = 0;
    if (!gets->kept) {
        CHECK(mdb_txn_begin(gets->store.environment, NULL, MDB_RDONLY, &gets->kept));
        mdb_txn_reset(gets->kept);
    }
    for (size_t i = 0; i < count; i++) {
        CHECK(mdb_txn_renew(gets->kept));
        sum += copy(gets, find(gets, gets->kept, i));
        mdb_txn_reset(gets->kept);
    }
    return sum;
}

uint64_t gets_together(struct gets *gets, size_t count) {
    uint64_t sum = 0;
    MDB_txn *transaction;
    CHECK(mdb_txn_begin(gets->store.environment, NULL, MDB_RDONLY, &transaction));
    for (size_t i = 0; i < count; i++) sum += copy(gets, find(gets, transaction, i));
    mdb_txn_abort(transaction);
    return sum;
}

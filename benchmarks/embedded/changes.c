#include "changes.h"

#include <string.h>

#include "check.h"

static const struct record *record_of(const struct writes *writes, const struct stock *stock, size_t i) {
    return &writes->pack.records[(stock->first + i) % writes->pack.count];
}

struct stock stock_made(struct writes *writes, size_t count) {
    struct stock stock = {malloc(count * ID_BYTES), writes->next, count};
    MDB_txn *transaction;
    if (!stock.ids) FAIL("no memory");
    CHECK(mdb_txn_begin(writes->store.environment, NULL, 0, &transaction));
    for (size_t i = 0; i < count; i++) {
        writes_new_id(writes, stock.ids[i]);
        store_put(&writes->store, transaction, stock.ids[i], record_of(writes, &stock, i));
    }
    CHECK(mdb_txn_commit(transaction));
    return stock;
}

void stock_free(struct stock *stock) {
    free(stock->ids);
    stock->ids = NULL;
}

static void replace(const struct store *store, MDB_txn *transaction, unsigned char id[ID_BYTES], size_t added) {
    MDB_val key = {ID_BYTES, id}, old, new;
    CHECK(mdb_get(transaction, store->records, &key, &old));
    char *copy = malloc(old.mv_size + added);
    if (!copy) FAIL("no memory");
    memcpy(copy, old.mv_data, old.mv_size);
    memset(copy + old.mv_size, ' ', added);
    copy[old.mv_size / 2] ^= 1;
    new = (MDB_val){old.mv_size + added, copy};
    CHECK(mdb_put(transaction, store->records, &key, &new, 0));
    free(copy);
}

void stock_replace(const struct writes *writes, const struct stock *stock, size_t count, size_t added) {
    for (size_t done = 0; done < count;) {
        MDB_txn *transaction;
        CHECK(mdb_txn_begin(writes->store.environment, NULL, 0, &transaction));
        for (size_t i = 0; i < writes->batch && done < count; i++, done++)
            replace(&writes->store, transaction, stock->ids[done], added);
        CHECK(mdb_txn_commit(transaction));
    }
}

void stock_delete(const struct writes *writes, const struct stock *stock, size_t count) {
    for (size_t done = 0; done < count;) {
        MDB_txn *transaction;
        CHECK(mdb_txn_begin(writes->store.environment, NULL, 0, &transaction));
        for (size_t i = 0; i < writes->batch && done < count; i++, done++)
            store_delete(&writes->store, transaction, stock->ids[done], record_of(writes, stock, done));
        CHECK(mdb_txn_commit(transaction));
    }
}

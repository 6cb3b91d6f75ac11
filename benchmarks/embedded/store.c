#include "store.h"

#include "check.h"

#define ADDRESS_SPACE ((size_t)1 << 38)

struct store store_open(const char *path) {
    return store_open_within(path, ADDRESS_SPACE);
}

struct store store_open_within(const char *path, size_t bytes) {
    struct store store;
    CHECK(mdb_env_create(&store.environment));
    CHECK(mdb_env_set_mapsize(store.environment, bytes));
    CHECK(mdb_env_set_maxdbs(store.environment, 4));
    CHECK(mdb_env_open(store.environment, path, 0, 0600));
    MDB_txn *transaction;
    unsigned list = MDB_CREATE | MDB_DUPSORT | MDB_DUPFIXED;
    CHECK(mdb_txn_begin(store.environment, NULL, 0, &transaction));
    CHECK(mdb_dbi_open(transaction, "records", MDB_CREATE, &store.records));
    CHECK(mdb_dbi_open(transaction, "by-city", list, &store.by_city));
    CHECK(mdb_dbi_open(transaction, "by-owner", list, &store.by_owner));
    CHECK(mdb_dbi_open(transaction, "by-type", list, &store.by_type));
    CHECK(mdb_txn_commit(transaction));
    return store;
}

void store_close(struct store *store) {
    mdb_env_close(store->environment);
}

void store_put(const struct store *store, MDB_txn *transaction, const unsigned char *id, const struct record *record) {
    MDB_val key = {ID_BYTES, (void *)id};
    MDB_val json = {record->json_length, (void *)record->json};
    MDB_val city = {record->city_length, (void *)record->city};
    MDB_val owner = {ID_BYTES, (void *)record->owner};
    CHECK(mdb_put(transaction, store->records, &key, &json, MDB_APPEND));
    CHECK(mdb_put(transaction, store->by_city, &city, &key, 0));
    CHECK(mdb_put(transaction, store->by_owner, &owner, &key, 0));
}

void store_put_type(const struct store *store, MDB_txn *transaction, const struct record *record) {
    MDB_val type, id = {ID_BYTES, (void *)record->id};
    type.mv_data = (void *)record_type(record, &type.mv_size);
    CHECK(mdb_put(transaction, store->by_type, &type, &id, 0));
}

void store_delete(const struct store *store, MDB_txn *transaction, const unsigned char *id, const struct record *record) {
    MDB_val key = {ID_BYTES, (void *)id};
    MDB_val city = {record->city_length, (void *)record->city};
    MDB_val owner = {ID_BYTES, (void *)record->owner};
    CHECK(mdb_del(transaction, store->records, &key, NULL));
    CHECK(mdb_del(transaction, store->by_city, &city, &key));
    CHECK(mdb_del(transaction, store->by_owner, &owner, &key));
}

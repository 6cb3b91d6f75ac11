#include "pages.h"

#include <string.h>

#include "check.h"

/* Copies the record of each id from where `walk` stands backwards, with commas between. */
static size_t collect(struct gets *gets, MDB_txn *transaction, MDB_cursor *walk, MDB_val city, MDB_val id) {
    size_t used = 0;
    for (size_t found = 0; found < gets->page; found++) {
        MDB_val json;
        CHECK(mdb_get(transaction, gets->store.records, &id, &json));
        if (used) gets->buffer[used++] = ',';
        memcpy(gets->buffer + used, json.mv_data, json.mv_size);
        used += json.mv_size;
        int status = mdb_cursor_get(walk, &city, &id, MDB_PREV_DUP);
        if (status == MDB_NOTFOUND) break;
        CHECK(status);
    }
    return used;
}

static size_t page(struct gets *gets, const struct record *record, int deep) {
    MDB_cursor *walk;
    MDB_txn *transaction = read_begin(gets);
    CHECK(mdb_cursor_open(transaction, gets->store.by_city, &walk));
    MDB_val city = {record->city_length, (void *)record->city};
    MDB_val id = {ID_BYTES, (void *)record->id};
    if (deep) {
        CHECK(mdb_cursor_get(walk, &city, &id, MDB_GET_BOTH));
    } else {
        CHECK(mdb_cursor_get(walk, &city, &id, MDB_SET_KEY));
        CHECK(mdb_cursor_get(walk, &city, &id, MDB_LAST_DUP));
    }
    size_t used = collect(gets, transaction, walk, city, id);
    mdb_cursor_close(walk);
    read_end(gets, transaction);
    return used;
}

size_t page_first(struct gets *gets, size_t i) {
    return page(gets, &gets->pack.records[gets->order[i]], 0);
}

uint64_t pages_first(struct gets *gets, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) sum += seen(gets->buffer, page_first(gets, i));
    return sum;
}

uint64_t pages_deep(struct gets *gets, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += seen(gets->buffer, page(gets, &gets->pack.records[gets->order[i]], 1));
    return sum;
}

#include "search.h"

#include <string.h>

#include "check.h"

#define LISTS 3

/* A posting list, and where in it a walk from the newest to the oldest stands. */
struct list {
    MDB_cursor *cursor;
    MDB_val key;
    MDB_val id;
};

static int is_found(int status) {
    if (status != MDB_NOTFOUND) CHECK(status);
    return status == 0;
}

/* Stands on the newest. */
static int begin(struct list *list) {
    return is_found(mdb_cursor_get(list->cursor, &list->key, &list->id, MDB_SET_KEY))
           && is_found(mdb_cursor_get(list->cursor, &list->key, &list->id, MDB_LAST_DUP));
}

static int step(struct list *list) {
    return is_found(mdb_cursor_get(list->cursor, &list->key, &list->id, MDB_PREV_DUP));
}

/* Goes back to the newest that is not newer than `bound`: a step if it suffices, else from the top of the tree. */
static int back_to(struct list *list, const unsigned char bound[ID_BYTES]) {
    if (memcmp(list->id.mv_data, bound, ID_BYTES) <= 0) return 1;
    if (!step(list)) return 0;
    if (memcmp(list->id.mv_data, bound, ID_BYTES) <= 0) return 1;
    MDB_val id = {ID_BYTES, (void *)bound};
    if (!is_found(mdb_cursor_get(list->cursor, &list->key, &id, MDB_GET_BOTH_RANGE))) return 0;
    list->id = id;
    return memcmp(id.mv_data, bound, ID_BYTES) == 0 || step(list);
}

/* Brings all lists to the newest id that they share from `bound` back, which it writes there. */
static int meet(struct list *lists, size_t count, unsigned char bound[ID_BYTES]) {
    for (size_t agreed = 0, at = 0; agreed < count; at = (at + 1) % count) {
        if (!back_to(&lists[at], bound)) return 0;
        agreed = memcmp(lists[at].id.mv_data, bound, ID_BYTES) == 0 ? agreed + 1 : 1;
        memcpy(bound, lists[at].id.mv_data, ID_BYTES);
    }
    return 1;
}

static size_t collect(struct gets *gets, MDB_txn *transaction, struct list *lists, size_t count) {
    unsigned char bound[ID_BYTES];
    size_t used = 0;
    memset(bound, 0xff, sizeof bound);
    for (size_t found = 0; found < gets->page && meet(lists, count, bound); found++) {
        MDB_val json;
        CHECK(mdb_get(transaction, gets->store.records, &lists[0].id, &json));
        if (used) gets->buffer[used++] = ',';
        memcpy(gets->buffer + used, json.mv_data, json.mv_size);
        used += json.mv_size;
        if (!step(&lists[0])) break;
        memcpy(bound, lists[0].id.mv_data, ID_BYTES);
    }
    return used;
}

size_t search(struct gets *gets, const struct wanted *wanted) {
    const struct store *store = &gets->store;
    const struct {
        MDB_dbi index;
        const void *key;
        size_t length;
    } parts[LISTS] = {
        {store->by_owner, wanted->owner, ID_BYTES},
        {store->by_city, wanted->city, wanted->city_length},
        {store->by_type, wanted->type, wanted->type_length},
    };
    struct list lists[LISTS];
    size_t count = 0, used = 0;
    int all = 1;
    MDB_txn *transaction = read_begin(gets);
    for (size_t i = 0; i < LISTS; i++) {
        if (!parts[i].key) continue;
        struct list *list = &lists[count++];
        list->key = (MDB_val){parts[i].length, (void *)parts[i].key};
        CHECK(mdb_cursor_open(transaction, parts[i].index, &list->cursor));
        all = all && begin(list);
    }
    if (all) used = collect(gets, transaction, lists, count);
    for (size_t i = 0; i < count; i++) mdb_cursor_close(lists[i].cursor);
    read_end(gets, transaction);
    return used;
}

uint64_t searches(struct gets *gets, const struct wanted *wanted, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        size_t used = search(gets, &wanted[i]);
        if (used) sum += seen(gets->buffer, used);
    }
    return sum;
}

uint64_t count_cities(struct gets *gets, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        const struct record *record = &gets->pack.records[gets->order[i]];
        MDB_val city = {record->city_length, (void *)record->city}, id;
            MDB_cursor *cursor;
        size_t entries;
        MDB_txn *transaction = read_begin(gets);
        CHECK(mdb_cursor_open(transaction, gets->store.by_city, &cursor));
        CHECK(mdb_cursor_get(cursor, &city, &id, MDB_SET_KEY));
        CHECK(mdb_cursor_count(cursor, &entries));
        sum += entries;
        mdb_cursor_close(cursor);
        read_end(gets, transaction);
    }
    return sum;
}

/* Copies each name, as far as there is room, as an answer would. */
static uint64_t count_prefix(const struct gets *gets, MDB_cursor *cursor, const struct prefix *prefix) {
    uint64_t sum = 0;
    size_t used = 0;
    MDB_val city = {prefix->count, (void *)prefix->bytes}, id;
    int status = mdb_cursor_get(cursor, &city, &id, MDB_SET_RANGE);
    while (is_found(status) && city.mv_size >= prefix->count
           && memcmp(city.mv_data, prefix->bytes, prefix->count) == 0) {
        size_t entries;
        CHECK(mdb_cursor_count(cursor, &entries));
        size_t room = gets->pack.longest - used;
        memcpy(gets->buffer + used, city.mv_data, city.mv_size < room ? city.mv_size : room);
        used += city.mv_size < room ? city.mv_size : room;
        sum += entries + 1;
        status = mdb_cursor_get(cursor, &city, &id, MDB_NEXT_NODUP);
    }
    return sum;
}

uint64_t count_prefixes(struct gets *gets, const struct prefix *prefixes, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
            MDB_cursor *cursor;
        MDB_txn *transaction = read_begin(gets);
        CHECK(mdb_cursor_open(transaction, gets->store.by_city, &cursor));
        sum += count_prefix(gets, cursor, &prefixes[i]);
        mdb_cursor_close(cursor);
        read_end(gets, transaction);
    }
    return sum;
}

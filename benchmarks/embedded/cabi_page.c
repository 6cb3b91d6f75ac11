/* Pages of twenty by city through Cadastre's C interface, and the same walk and gets in LMDB, in one process.
 *
 *     cabi_page STORE DIRECTORY PACK ROUNDS PAGES SEED
 *
 * As cabi_get. Cadastre is asked by a query in JSON, folds the city, and adds a cursor; LMDB gets the key as it is.
 */
#include <string.h>

#include "check.h"
#include "door.h"
#include "pages.h"
#include "rounds.h"

#define HEAD "{\"items\":["

struct contest {
    struct gets gets; /* first, as pages_first takes it */
    struct door door;
    char **queries; /* of the cities of the records in the order */
};

/* JSON of a query; the cities of the records have nothing in them that would need escaping. */
static char *query_of(const struct record *record) {
    static const char form[] = "{\"city\":\"%.*s\",\"limit\":%d}";
    size_t size = sizeof form + record->city_length + 16;
    char *query = malloc(size);
    if (!query || memchr(record->city, '"', record->city_length) || memchr(record->city, '\\', record->city_length))
        FAIL("no query for this city");
    snprintf(query, size, form, (int)record->city_length, record->city, PAGE);
    return query;
}

static void list(struct contest *contest, size_t i) {
    cadastre_error *error = NULL;
    require(cadastre_property_list(contest->door.session, contest->queries[i], &contest->door.buffer, &error), &error,
            "cadastre_property_list");
}

/* Both give the same records in the same order, or there is nothing to compare. */
static void require_equal(struct contest *contest, size_t count) {
    size_t head = strlen(HEAD);
    for (size_t i = 0; i < count; i++) {
        size_t bytes = page_first(&contest->gets, i);
        list(contest, i);
        const cadastre_buffer *found = &contest->door.buffer;
        if (found->count < head + bytes + 1 || memcmp(found->bytes + head, contest->gets.buffer, bytes) != 0
            || found->bytes[head + bytes] != ']')
            FAIL("%s gives another page", contest->queries[i]);
    }
}

/* The checksum is how many pages there were: what is in them was compared before. */
static uint64_t cadastre_pages(void *context, size_t count) {
    struct contest *contest = context;
    for (size_t i = 0; i < count; i++) list(contest, i);
    return count;
}

static uint64_t lmdb_pages(void *context, size_t count) {
    pages_first(context, count);
    return count;
}

int main(int count, char **arguments) {
    if (count != 7) FAIL("what? STORE DIRECTORY PACK ROUNDS PAGES SEED");
    size_t rounds = number(arguments[4]), pages = number(arguments[5]), seed = number(arguments[6]);
    struct pack pack = pack_open(arguments[3]);
    struct contest contest = {
        .gets = gets_drawn(pack, store_open(arguments[2]), pages, seed),
        .door = door_open(arguments[1]),
        .queries = malloc(pages * sizeof *contest.queries),
    };
    if (!contest.queries) FAIL("no memory");
    for (size_t i = 0; i < pages; i++) contest.queries[i] = query_of(&pack.records[contest.gets.order[i]]);
    require_equal(&contest, pages < 500 ? pages : 500);

    const struct contestant contestants[] = {
        {"cadastre", "page of 20 by city", cadastre_pages},
        {"lmdb", "page of 20 by city", lmdb_pages},
    };
    run_rounds(contestants, sizeof contestants / sizeof *contestants, rounds, pages, &contest, 0);
    door_close(&contest.door);
    store_close(&contest.gets.store);
    return 0;
}

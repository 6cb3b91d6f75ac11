/* Get by id through Cadastre's C interface, and get and copy from LMDB, in one process, round by round.
 *
 *     cabi_get STORE DIRECTORY PACK ROUNDS GETS SEED
 *
 * STORE is a register and DIRECTORY an LMDB environment (`lmdb_peer load`) that hold the same properties. Cadastre is
 * asked by a session of nobody, and gets ids as the text that they are on the wire, which it parses; LMDB gets 16 bytes.
 */
#include <string.h>

#include "check.h"
#include "door.h"
#include "gets.h"
#include "rounds.h"

struct contest {
    struct gets gets;
    struct door door;
    char (*ids)[ID_TEXT]; /* of the records in the order */
};

static void get(struct contest *contest, size_t i, cadastre_buffer *buffer) {
    cadastre_error *error = NULL;
    require(cadastre_property_get(contest->door.session, contest->ids[i], buffer, &error), &error, "cadastre_property_get");
}

static uint64_t cadastre_fresh(void *context, size_t count) {
    struct contest *contest = context;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
        get(contest, i, &buffer);
        sum += seen(buffer.bytes, buffer.count);
        cadastre_buffer_free(&buffer);
    }
    return sum;
}

static uint64_t cadastre_reused(void *context, size_t count) {
    struct contest *contest = context;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        get(contest, i, &contest->door.buffer);
        sum += seen(contest->door.buffer.bytes, contest->door.buffer.count);
    }
    return sum;
}

static uint64_t lmdb_fresh(void *context, size_t count) { return gets_fresh(context, count); }
static uint64_t lmdb_own(void *context, size_t count) { return gets_own(context, count); }
static uint64_t lmdb_renewed(void *context, size_t count) { return gets_renewed(context, count); }
static uint64_t lmdb_together(void *context, size_t count) { return gets_together(context, count); }

/* Both give the same bytes for the same id, or there is nothing to compare. */
static void require_equal(struct contest *contest, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct record *record = &contest->gets.pack.records[contest->gets.order[i]];
        get(contest, i, &contest->door.buffer);
        if (contest->door.buffer.count != record->json_length
            || memcmp(contest->door.buffer.bytes, record->json, record->json_length) != 0)
            FAIL("%s is not what was packed", contest->ids[i]);
    }
}

int main(int count, char **arguments) {
    if (count != 7) FAIL("what? STORE DIRECTORY PACK ROUNDS GETS SEED");
    size_t rounds = number(arguments[4]), gets = number(arguments[5]), seed = number(arguments[6]);
    struct pack pack = pack_open(arguments[3]);
    struct contest contest = {
        .gets = gets_drawn(pack, store_open(arguments[2]), gets, seed),
        .door = door_open(arguments[1]),
        .ids = malloc(gets * sizeof *contest.ids),
    };
    if (!contest.ids) FAIL("no memory");
    for (size_t i = 0; i < gets; i++) id_text(contest.gets.keys[i], contest.ids[i]);

    require_equal(&contest, gets < 1000 ? gets : 1000);

    const struct contestant contestants[] = {
        {"cadastre", "get", cadastre_reused},
        {"lmdb, own transaction", "get", lmdb_own},
        {"lmdb, renewed transaction", "get", lmdb_renewed},
        {"lmdb, one transaction", "get", lmdb_together},
        {"cadastre, own buffer", "get", cadastre_fresh},
        {"lmdb, own transaction, own buffer", "get", lmdb_fresh},
    };
    run_rounds(contestants, sizeof contestants / sizeof *contestants, rounds, gets, &contest, 0);

    door_close(&contest.door);
    store_close(&contest.gets.store);
    return 0;
}

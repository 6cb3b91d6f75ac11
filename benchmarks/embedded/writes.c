#include "writes.h"

#include <string.h>
#include <time.h>

#include "check.h"

void writes_new_id(struct writes *writes, unsigned char id[ID_BYTES]) {
    struct timespec moment;
    clock_gettime(CLOCK_REALTIME, &moment);
    uint64_t milliseconds = (uint64_t)moment.tv_sec * 1000 + (uint64_t)moment.tv_nsec / 1000000;
    uint64_t count = writes->next++;
    memset(id, 0, ID_BYTES);
    for (int i = 0; i < 6; i++) id[i] = (unsigned char)(milliseconds >> (40 - 8 * i));
    id[6] = 0x70;
    id[8] = 0x80;
    for (int i = 0; i < 7; i++) id[9 + i] = (unsigned char)(count >> (48 - 8 * i));
}

uint64_t writes_run(struct writes *writes, size_t count) {
    for (size_t done = 0; done < count;) {
        MDB_txn *transaction;
        CHECK(mdb_txn_begin(writes->store.environment, NULL, 0, &transaction));
        for (size_t i = 0; i < writes->batch && done < count; i++, done++) {
            unsigned char id[ID_BYTES];
            writes_new_id(writes, id);
            store_put(&writes->store, transaction, id, &writes->pack.records[writes->next % writes->pack.count]);
        }
        CHECK(mdb_txn_commit(transaction));
    }
    return count;
}

/* Rounds: the same work by each contestant in turn, again and again, so that what the machine does meanwhile hits all. */
#ifndef BENCH_ROUNDS_H
#define BENCH_ROUNDS_H

#include <stddef.h>
#include <stdint.h>

/* A positive number of the command line; what is none ends the program. */
size_t number(const char *text);

/* A small generator: the same numbers for the same seed. */
struct random {
    uint64_t state;
};
uint64_t random_next(struct random *random);
/* One of 0 to bound - 1. */
size_t random_below(struct random *random, size_t bound);

/* Whether contestants are to look at each byte of what they read: only while they are not measured. */
void look_at_all(int all);
extern int is_looked_at_all;
static inline int looks_at_all(void) { return is_looked_at_all; }
/* A number that other bytes, or the same in another order, hardly have. */
uint64_t digest(const char *bytes, size_t count);

struct contestant {
    const char *peer;
    const char *work;
    /* Does `count` operations and returns a checksum of what it saw. */
    uint64_t (*run)(void *context, size_t count);
};

/* Runs every contestant once to warm up, and to compare each byte that they see, and then `rounds` times, a different one first each time, and prints one line of
 * JSON for each: {"work":…,"peer":…,"runs":[…]}, operations a second. Those whose checksums of a round differ did not do
 * the same work: that ends the program.
 *
 * Seconds are of the process's CPU where the work never `waits`, so that what the machine does meanwhile counts little;
 * else of the clock on the wall. */
void run_rounds(
    const struct contestant *contestants, size_t count, size_t rounds, size_t operations, void *context, int waits);

#endif

#define _POSIX_C_SOURCE 200809L
#include "rounds.h"

#include <time.h>

#include "check.h"

static double seconds_of(clockid_t clock) {
    struct timespec moment;
    clock_gettime(clock, &moment);
    return (double)moment.tv_sec + (double)moment.tv_nsec / 1e9;
}

size_t number(const char *text) {
    char *end;
    size_t value = (size_t)strtoull(text, &end, 10);
    if (*end || value == 0) FAIL("%s is no number", text);
    return value;
}

/* splitmix64 */
uint64_t random_next(struct random *random) {
    uint64_t z = random->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

size_t random_below(struct random *random, size_t bound) {
    return (size_t)(random_next(random) % bound);
}

int is_looked_at_all = 0;

void look_at_all(int all) { is_looked_at_all = all; }

/* FNV-1a */
uint64_t digest(const char *bytes, size_t count) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < count; i++) hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    return hash;
}

void run_rounds(
    const struct contestant *contestants, size_t count, size_t rounds, size_t operations, void *context, int waits) {
    clockid_t clock = waits ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID;
    double *rates = calloc(count * rounds, sizeof *rates);
    if (!rates) FAIL("no memory");
    for (size_t round = 0; round <= rounds; round++) { /* the first warms up */
        uint64_t expected = 0;
        look_at_all(round == 0);
        for (size_t turn = 0; turn < count; turn++) {
            size_t which = (turn + round) % count;
            double start = seconds_of(clock);
            uint64_t checksum = contestants[which].run(context, operations);
            double seconds = seconds_of(clock) - start;
            if (turn == 0) expected = checksum;
            if (checksum != expected) FAIL("%s did other work", contestants[which].peer);
            if (round > 0) rates[which * rounds + round - 1] = (double)operations / seconds;
        }
    }
    for (size_t which = 0; which < count; which++) {
        printf("{\"work\":\"%s\",\"peer\":\"%s\",\"runs\":[", contestants[which].work,
               contestants[which].peer);
        for (size_t round = 0; round < rounds; round++)
            printf("%s%.1f", round ? "," : "", rates[which * rounds + round]);
        puts("]}");
    }
    free(rates);
}

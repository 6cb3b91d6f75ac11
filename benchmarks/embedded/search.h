/* Joins of posting lists, and counts of their entries, in LMDB. */
#ifndef BENCH_SEARCH_H
#define BENCH_SEARCH_H

#include "gets.h"

/* What is wanted: all that is not NULL at once. */
struct wanted {
    const char *city;
    size_t city_length;
    const char *type;
    size_t type_length;
    const unsigned char *owner;
};

/* Copies the newest of what is wanted into the buffer, with commas between, and returns how many bytes. A leapfrog join
 * of the posting lists, looked through to the end where less than a page meets. A transaction of its own. */
size_t search(struct gets *gets, const struct wanted *wanted);
uint64_t searches(struct gets *gets, const struct wanted *wanted, size_t count);

/* How many records the city has of each record in the order: the count that LMDB keeps. A transaction for each. */
uint64_t count_cities(struct gets *gets, size_t count);

/* Some bytes that a city begins with. */
struct prefix {
    const char *bytes;
    size_t count;
};

/* The cities that begin with each prefix, with how many records they have. A transaction for each. */
uint64_t count_prefixes(struct gets *gets, const struct prefix *prefixes, size_t count);

#endif

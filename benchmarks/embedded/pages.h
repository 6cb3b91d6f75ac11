/* Pages by city, newest first, from LMDB: a walk back through a posting list and a get for each. */
#ifndef BENCH_PAGES_H
#define BENCH_PAGES_H

#include "gets.h"

/* Copies the newest of the city of the i-th record in the order into the buffer, and returns how many bytes. A
 * transaction of its own. */
size_t page_first(struct gets *gets, size_t i);

/* The first page of the city of each record in the order. A transaction for each page; copied into one buffer. */
uint64_t pages_first(struct gets *gets, size_t count);
/* The page that begins with the record itself, as deep in its city as it happens to be. */
uint64_t pages_deep(struct gets *gets, size_t count);

#endif

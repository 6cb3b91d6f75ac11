/* Counts of times, in buckets at most 1/32 wide: 3 % is the error of any percentile. */
#ifndef LOAD_HISTOGRAM_H
#define LOAD_HISTOGRAM_H

#include <stddef.h>
#include <stdint.h>

#define HISTOGRAM_BUCKETS 1024

struct histogram {
    uint64_t counts[HISTOGRAM_BUCKETS];
    uint64_t total;
    uint64_t largest;
};

/* Counts one time, in microseconds. */
void histogram_add(struct histogram *histogram, uint64_t microseconds);
/* The least time that so many of a thousand of all times do not exceed; 0 where nothing was counted. */
uint64_t histogram_at(const struct histogram *histogram, double per_mille);
/* The greatest time that bucket `index` counts. */
uint64_t histogram_bound(size_t index);

#endif

#include "histogram.h"

/* Values below 64 have a bucket each; above, each power of two has 32. */
enum { LINEAR = 64, PARTS = 32, PARTS_BITS = 5 };

static size_t bucket_of(uint64_t value) {
    if (value < LINEAR) return (size_t)value;
    unsigned shift = 0;
    while ((value >> shift) >= LINEAR) shift++;
    size_t index = LINEAR + (size_t)(shift - 1) * PARTS + (size_t)((value >> shift) - PARTS);
    return index < HISTOGRAM_BUCKETS ? index : HISTOGRAM_BUCKETS - 1;
}

uint64_t histogram_bound(size_t index) {
    if (index < LINEAR) return index;
    size_t shift = (index - LINEAR) / PARTS + 1;
    return ((((uint64_t)(index - LINEAR) % PARTS) + PARTS + 1) << shift) - 1;
}

void histogram_add(struct histogram *histogram, uint64_t microseconds) {
    histogram->counts[bucket_of(microseconds)]++;
    histogram->total++;
    if (microseconds > histogram->largest) histogram->largest = microseconds;
}

uint64_t histogram_at(const struct histogram *histogram, double per_mille) {
    uint64_t seen = 0;
    double wanted = (double)histogram->total * per_mille / 1000;
    for (size_t index = 0; index < HISTOGRAM_BUCKETS && histogram->total > 0; index++) {
        seen += histogram->counts[index];
        if ((double)seen >= wanted && seen > 0) {
            uint64_t bound = histogram_bound(index);
            return bound < histogram->largest ? bound : histogram->largest;
        }
    }
    return histogram->largest;
}

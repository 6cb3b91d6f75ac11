#include <lmdb.h>
#include <stdint.h>
#include <string.h>

/* Not in Swift's Glibc module: what file system a directory is on, and taking space for a file. */
#include <linux/falloc.h>
#include <linux/magic.h>
#include <sys/types.h>
#include <sys/vfs.h>

/* Declared by <fcntl.h> for _GNU_SOURCE only. */
int fallocate(int descriptor, int mode, off_t offset, off_t count);

static inline uint64_t clmdb_word(const void *bytes, size_t offset)
{
    uint64_t word;
    memcpy(&word, (const char *)bytes + offset, sizeof word);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* The order of keys that LMDB has anyway: that of their bytes, a shorter one before what it begins. LMDB's own comparison is
 * two calls, and a search makes some twenty; here those of 16 bytes, as ids are, are two words. */
static inline int clmdb_compare(const MDB_val *left, const MDB_val *right)
{
    if (left->mv_size == 16 && right->mv_size == 16) {
        uint64_t one = clmdb_word(left->mv_data, 0);
        uint64_t other = clmdb_word(right->mv_data, 0);
        if (one == other) {
            one = clmdb_word(left->mv_data, 8);
            other = clmdb_word(right->mv_data, 8);
        }
        return (one > other) - (one < other);
    }
    const size_t shared = left->mv_size < right->mv_size ? left->mv_size : right->mv_size;
    const int order = memcmp(left->mv_data, right->mv_data, shared);
    return order != 0 ? order : (left->mv_size > right->mv_size) - (left->mv_size < right->mv_size);
}

/* The properties of a dataset, as `benchmarks/harness/dataset.py` packs them: one behind another,
 *
 *     16 bytes id | 16 bytes owner's id | u32 length of city | u32 length of JSON | city | JSON
 *
 * in the byte order of the machine, in the order of their ids. */
#ifndef BENCH_PACK_H
#define BENCH_PACK_H

#include <stddef.h>

#define ID_BYTES 16
#define ID_TEXT 37

struct record {
    const unsigned char *id;
    const unsigned char *owner;
    const char *city;
    size_t city_length;
    const char *json;
    size_t json_length;
};

struct pack {
    struct record *records;
    size_t count;
    size_t longest; /* the most bytes of JSON that a record has */
};

/* Maps a file; it stays mapped until the process ends. */
struct pack pack_open(const char *path);

/* The id of a record's type, which its JSON holds. */
const char *record_type(const struct record *record, size_t *length);

/* Writes an id as 36 characters and a NUL. */
void id_text(const unsigned char *id, char text[ID_TEXT]);

#endif

#include "pack.h"

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "check.h"

#define HEAD (2 * ID_BYTES + 2 * sizeof(uint32_t))

static struct record record_at(const unsigned char *at) {
    uint32_t city, json;
    memcpy(&city, at + 2 * ID_BYTES, sizeof city);
    memcpy(&json, at + 2 * ID_BYTES + sizeof city, sizeof json);
    struct record record = {
        .id = at,
        .owner = at + ID_BYTES,
        .city = (const char *)at + HEAD,
        .city_length = city,
        .json = (const char *)at + HEAD + city,
        .json_length = json,
    };
    return record;
}

struct pack pack_open(const char *path) {
    int file = open(path, O_RDONLY);
    struct stat about;
    if (file < 0 || fstat(file, &about) != 0) FAIL("%s can't be read", path);
    size_t size = (size_t)about.st_size;
    const unsigned char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED) FAIL("%s can't be mapped", path);

    struct pack pack = {0};
    size_t room = 0;
    for (size_t at = 0; at + HEAD <= size;) {
        if (pack.count == room) {
            room = room ? 2 * room : 1024;
            pack.records = realloc(pack.records, room * sizeof *pack.records);
            if (!pack.records) FAIL("no memory");
        }
        struct record record = record_at(bytes + at);
        pack.records[pack.count++] = record;
        if (record.json_length > pack.longest) pack.longest = record.json_length;
        at += HEAD + record.city_length + record.json_length;
    }
    if (pack.count == 0) FAIL("%s holds nothing", path);
    return pack;
}

const char *record_type(const struct record *record, size_t *length) {
    /* A quotation mark inside a text is escaped, so that this can't be found in one. */
    static const char name[] = ",\"type\":\"";
    const size_t size = sizeof name - 1;
    for (size_t at = 0; at + size < record->json_length; at++) {
        const char *start = record->json + at;
        if (memcmp(start, name, size) != 0) continue;
        start += size;
        const char *end = memchr(start, '"', record->json_length - at - size);
        if (!end) break;
        *length = (size_t)(end - start);
        return start;
    }
    FAIL("a record has no type");
}

void id_text(const unsigned char *id, char text[ID_TEXT]) {
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < ID_BYTES; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) *text++ = '-';
        *text++ = digits[id[i] >> 4];
        *text++ = digits[id[i] & 15];
    }
    *text = '\0';
}

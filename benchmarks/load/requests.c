#include "requests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../embedded/check.h"

static char *whole_file(const char *path, size_t *count) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) FAIL("%s can't be read", path);
    long size = ftell(file);
    rewind(file);
    char *bytes = size < 0 ? NULL : malloc((size_t)size + 1);
    if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size) FAIL("%s can't be read", path);
    fclose(file);
    bytes[size] = '\0';
    *count = (size_t)size;
    return bytes;
}

struct requests requests_read(const char *path) {
    size_t size = 0, capacity = 1024;
    struct requests requests = {malloc(capacity * sizeof(struct request)), 0, whole_file(path, &size)};
    for (char *at = requests.file, *end = at + size; at < end;) {
        char *line = memchr(at, '\n', (size_t)(end - at));
        size_t count = strtoul(at, NULL, 10);
        if (!line || count == 0 || count > (size_t)(end - line - 1)) FAIL("%s has no length where one should be", path);
        if (requests.count == capacity) {
            capacity *= 2;
            requests.all = realloc(requests.all, capacity * sizeof(struct request));
        }
        if (!requests.all) FAIL("out of memory");
        requests.all[requests.count++] = (struct request){line + 1, count};
        at = line + 1 + count;
    }
    if (requests.count == 0) FAIL("%s holds no request", path);
    return requests;
}

void requests_free(struct requests *requests) {
    free(requests->all);
    free(requests->file);
}

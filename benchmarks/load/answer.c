#include "answer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char END_OF_CHUNKS[7] = {'\r', '\n', '0', '\r', '\n', '\r', '\n'};

void answer_begin(struct answer *answer) {
    answer->head_count = 0;
    answer->head_done = answer->status = answer->closes = answer->chunked = 0;
    answer->missing = 0;
    memset(answer->tail, 0, sizeof answer->tail);
}

/* The value of a header, or NULL. */
static const char *header(const struct answer *answer, const char *name) {
    size_t count = strlen(name);
    for (const char *line = strstr(answer->head, "\r\n"); line; line = strstr(line + 2, "\r\n")) {
        if (strncasecmp(line + 2, name, count) == 0 && line[2 + count] == ':') {
            const char *value = line + 3 + count;
            return value + strspn(value, " ");
        }
    }
    return NULL;
}

static int read_head(struct answer *answer) {
    if (strncmp(answer->head, "HTTP/1.", 7) != 0 || answer->head_count < 12) return 0;
    answer->status = atoi(answer->head + 9);
    const char *length = header(answer, "content-length");
    const char *coding = header(answer, "transfer-encoding");
    const char *connection = header(answer, "connection");
    answer->missing = length ? strtoul(length, NULL, 10) : 0;
    answer->chunked = coding && strncasecmp(coding, "chunked", 7) == 0;
    answer->closes = connection && strncasecmp(connection, "close", 5) == 0;
    return 1;
}

static enum progress take_body(struct answer *answer, const char *bytes, size_t count) {
    if (!answer->chunked) {
        if (count > answer->missing) return BROKEN;
        answer->missing -= count;
        return answer->missing == 0 ? DONE : MORE;
    }
    size_t kept = sizeof answer->tail;
    if (count >= kept) {
        memcpy(answer->tail, bytes + count - kept, kept);
    } else {
        memmove(answer->tail, answer->tail + count, kept - count);
        memcpy(answer->tail + kept - count, bytes, count);
    }
    /* One request is on the way at a time, and JSON has no bare line break: so this is the end. */
    return memcmp(answer->tail, END_OF_CHUNKS, kept) == 0 ? DONE : MORE;
}

enum progress answer_take(struct answer *answer, const char *bytes, size_t count) {
    if (answer->head_done) return take_body(answer, bytes, count);
    size_t before = answer->head_count, room = sizeof answer->head - 1 - before;
    size_t taken = count < room ? count : room;
    memcpy(answer->head + before, bytes, taken);
    answer->head[before + taken] = '\0';
    answer->head_count = before + taken;
    char *end = strstr(answer->head, "\r\n\r\n");
    if (!end) return taken < count ? BROKEN : MORE;
    size_t head = (size_t)(end - answer->head) + 4;
    end[2] = '\0';
    answer->head_done = 1;
    if (!read_head(answer)) return BROKEN;
    return take_body(answer, bytes + (head - before), count - (head - before));
}

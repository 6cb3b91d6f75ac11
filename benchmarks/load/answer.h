/* One answer of HTTP/1.1 as it arrives: where it ends, and whether it is a success. */
#ifndef LOAD_ANSWER_H
#define LOAD_ANSWER_H

#include <stddef.h>

enum progress { MORE, DONE, BROKEN };

struct answer {
    char head[8192];
    size_t head_count;
    int head_done;
    int status;
    int closes;
    int chunked;
    /* What is still to come of a body whose length is known. */
    size_t missing;
    /* The last bytes of a chunked body. */
    char tail[7];
};

void answer_begin(struct answer *answer);
enum progress answer_take(struct answer *answer, const char *bytes, size_t count);

#endif

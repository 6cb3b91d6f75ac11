/* Reads choices out of the bytes that the fuzzer gives. At their end every choice is the first. */
#ifndef INPUT_H
#define INPUT_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct input {
    const uint8_t *bytes;
    size_t count;
};

static inline uint8_t take_byte(struct input *input)
{
    if (input->count == 0) {
        return 0;
    }
    input->count--;
    return *input->bytes++;
}

static inline uint64_t take_word(struct input *input)
{
    uint64_t word = 0;
    for (int index = 0; index < 8; index++) {
        word = word << 8 | take_byte(input);
    }
    return word;
}

/* The next bytes: as many as the first of them says, in sixteens where it is large. They are in a block of exactly that
 * size, so that whoever reads on is seen; with a NUL if asked for. The caller frees it. */
static inline char *take_bytes(struct input *input, int with_nul, size_t *count)
{
    size_t wanted = take_byte(input);
    wanted = wanted < 128 ? wanted : (wanted - 120) * 16;
    *count = wanted < input->count ? wanted : input->count;
    char *bytes = malloc(*count + (with_nul ? 1 : 0));
    memcpy(bytes, input->bytes, *count);
    if (with_nul) {
        bytes[*count] = '\0';
    }
    input->bytes += *count;
    input->count -= *count;
    return bytes;
}

#endif

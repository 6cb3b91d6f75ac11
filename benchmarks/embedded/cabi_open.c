/* How long the C library takes to open a register: milliseconds of the clock on the wall, as opening may wait.
 *
 *     cabi_open STORE ROUNDS */
#include <time.h>

#include "check.h"
#include "door.h"
#include "rounds.h"

static double milliseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

int main(int count, char **words) {
    if (count != 3) FAIL("usage: cabi_open STORE ROUNDS");
    size_t rounds = number(words[2]);
    printf("{\"work\":\"open\",\"peer\":\"cadastre\",\"runs\":[");
    for (size_t round = 0; round < rounds; round++) {
        double before = milliseconds();
        struct door door = door_open(words[1]);
        printf("%s%.3f", round ? "," : "", milliseconds() - before);
        door_close(&door);
    }
    puts("]}");
    return 0;
}

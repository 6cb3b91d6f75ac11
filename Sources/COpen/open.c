#define _GNU_SOURCE
#include "open.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include <sys/types.h>

static bool is_state(const char *path)
{
    static const char beginning[] = "/proc/", end[] = "/stat";
    const size_t length = strlen(path);
    return length > sizeof beginning + sizeof end && strncmp(path, beginning, sizeof beginning - 1) == 0 &&
           strcmp(path + length - (sizeof end - 1), end) == 0;
}

int open(const char *path, int flags, ...)
{
    mode_t mode = 0;
    if ((flags & (O_CREAT | O_TMPFILE)) != 0) {
        va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, mode_t);
        va_end(rest);
    }
    const int descriptor = openat(AT_FDCWD, path, flags, mode);
    // No limit lets a process have this one: reading it fails, and so does closing it.
    return descriptor < 0 && (errno == EMFILE || errno == ENFILE) && is_state(path) ? INT_MAX : descriptor;
}

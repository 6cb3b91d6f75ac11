/* For programs that load the library while they run, and are not linked with it. */
#ifndef LOADED_H
#define LOADED_H

#include "program.h"

#include <dlfcn.h>

static inline void *load(const char *path)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        exit(1);
    }
    return library;
}

/* Declares `name_`, of the type of `name`, and finds it in `library`. */
#define FIND(name) \
    __typeof__(&name) name##_ = (__typeof__(&name))(uintptr_t)dlsym(library, #name); \
    CHECK(name##_ != NULL)

#endif

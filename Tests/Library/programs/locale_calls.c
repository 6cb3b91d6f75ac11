/* Preloaded: names on standard error each call about the locale or the environment that comes from the library. */
#include <dlfcn.h>
#include <langinfo.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CALLED(name) called(#name, __builtin_return_address(0))
#define NEXT(name) ((__typeof__(&name))(uintptr_t)dlsym(RTLD_NEXT, #name))

static void called(const char *name, void *from)
{
    Dl_info caller;
    if (dladdr(from, &caller) != 0 && strstr(caller.dli_fname, "libcadastre") != NULL) {
        fprintf(stderr, "libcadastre calls %s\n", name);
    }
}

char *getenv(const char *name)
{
    CALLED(getenv);
    return NEXT(getenv)(name);
}

char *secure_getenv(const char *name)
{
    CALLED(secure_getenv);
    return NEXT(secure_getenv)(name);
}

char *setlocale(int category, const char *name)
{
    CALLED(setlocale);
    return NEXT(setlocale)(category, name);
}

struct lconv *localeconv(void)
{
    CALLED(localeconv);
    return NEXT(localeconv)();
}

char *nl_langinfo(nl_item item)
{
    CALLED(nl_langinfo);
    return NEXT(nl_langinfo)(item);
}

locale_t uselocale(locale_t locale)
{
    CALLED(uselocale);
    return NEXT(uselocale)(locale);
}

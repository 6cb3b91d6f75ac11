/* Preloaded: the first change that expects a revision is overtaken by somebody else's, as the writer's might be. */
#include <cadastre.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

CADASTRE_API cadastre_status cadastre_property_patch(
    cadastre_session *session, const char *id, const char *json, size_t count, const char *expected,
    cadastre_buffer *property, cadastre_error **error)
{
    static const char faster[] = "{\"description\":\"Somebody was faster.\\n\"}";
    static int overtaken;
    __typeof__(&cadastre_property_patch) patch =
        (__typeof__(&cadastre_property_patch))(uintptr_t)dlsym(RTLD_NEXT, "cadastre_property_patch");

    if (overtaken++ == 0 && patch(session, id, faster, strlen(faster), NULL, NULL, NULL) != CADASTRE_OK) {
        abort();
    }
    return patch(session, id, json, count, expected, property, error);
}

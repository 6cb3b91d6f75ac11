/* Log lines come to the callback, on the thread whose call they are about: log FOLDER
 *
 * The folder holds `damaged`, a register whose files are damaged. */
#include "program.h"

#include <pthread.h>

struct lines {
    pthread_t thread;
    cadastre_store_options options;
    const char *damaged;
    int count;
    char last[1024];
};

/* The callback fails as what it is called for did: that is not logged, or there were no end. */
static void fail_again(struct lines *lines)
{
    const int count = lines->count;
    cadastre_store *store = NULL;
    cadastre_status status = cadastre_store_open(lines->damaged, &lines->options, &store, NULL);
    if (status == CADASTRE_OK) {
        status = cadastre_store_verify(store, NULL, NULL);
        EXPECT(CADASTRE_MISUSE, cadastre_store_close(store));
    }
    EXPECT(CADASTRE_CORRUPT, status);
    CHECK(lines->count == count);
}

static void take(void *context, cadastre_log_level level, const char *message)
{
    struct lines *lines = context;
    CHECK(pthread_equal(pthread_self(), lines->thread));
    CHECK(level == CADASTRE_LOG_INFO || level == CADASTRE_LOG_WARNING || level == CADASTRE_LOG_ERROR);
    CHECK(strlen(message) > 0 && strchr(message, '\n') == NULL);
    snprintf(lines->last, sizeof lines->last, "%s", message);
    lines->count++;
    fail_again(lines);
}

int main(int argc, char **argv)
{
    struct lines lines = {0};
    const cadastre_store_options defaults = CADASTRE_STORE_OPTIONS_INIT;
    cadastre_store *store = NULL;
    cadastre_error *error = NULL;

    CHECK(argc == 2);
    lines.thread = pthread_self();
    lines.damaged = in_folder(argv[1], "damaged");
    lines.options = defaults;
    lines.options.log = take;
    lines.options.log_context = &lines;
    cadastre_status status = cadastre_store_open(lines.damaged, &lines.options, &store, &error);
    if (status == CADASTRE_OK) { /* what is damaged may be found only where it is read */
        cadastre_error_free(error);
        status = cadastre_store_verify(store, NULL, &error);
    }
    EXPECT(CADASTRE_CORRUPT, status);
    CHECK(lines.count > 0);
    CHECK(strstr(error->problem, argv[1]) == NULL);
    cadastre_error_free(error);
    EXPECT(CADASTRE_OK, cadastre_store_close(store));
    return 0;
}

/* Log lines come to the callback, on the thread whose call they are about: log FOLDER
 *
 * The folder holds `damaged`, a register whose files are damaged. */
#include "program.h"

#include <pthread.h>

struct lines {
    pthread_t thread;
    int count;
    char last[1024];
};

static void take(void *context, cadastre_log_level level, const char *message)
{
    struct lines *lines = context;
    CHECK(pthread_equal(pthread_self(), lines->thread));
    CHECK(level == CADASTRE_LOG_INFO || level == CADASTRE_LOG_WARNING || level == CADASTRE_LOG_ERROR);
    CHECK(strlen(message) > 0 && strchr(message, '\n') == NULL);
    snprintf(lines->last, sizeof lines->last, "%s", message);
    lines->count++;
}

int main(int argc, char **argv)
{
    struct lines lines = {0};
    cadastre_store_options options = CADASTRE_STORE_OPTIONS_INIT;
    cadastre_store *store = NULL;
    cadastre_session *anybody = NULL;
    cadastre_error *error = NULL;

    CHECK(argc == 2);
    lines.thread = pthread_self();
    options.log = take;
    options.log_context = &lines;
    cadastre_status status = cadastre_store_open(in_folder(argv[1], "damaged"), &options, &store, &error);
    if (status == CADASTRE_OK) { /* what is damaged may be found only where it is read */
        cadastre_error_free(error);
        status = cadastre_store_verify(store, NULL, &error);
    }
    EXPECT(CADASTRE_CORRUPT, status);
    CHECK(lines.count > 0);
    CHECK(strstr(error->problem, argv[1]) == NULL);
    cadastre_error_free(error);
    (void)anybody;
    EXPECT(CADASTRE_OK, cadastre_store_close(store));
    return 0;
}

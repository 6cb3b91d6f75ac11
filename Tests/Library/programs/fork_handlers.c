/* Handlers of fork that call the library, and are older than it: fork_handlers FOLDER LIBRARY
 *
 * They run while the library keeps everybody else out. */
#include "loaded.h"

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *path;
static cadastre_store *store;
static __typeof__(&cadastre_store_open) open_;
static __typeof__(&cadastre_store_close) close_;

static void before(void)
{
    CHECK(close_(store) == CADASTRE_OK);
}

static void after(void)
{
    CHECK(open_(path, NULL, &store, NULL) == CADASTRE_OK);
}

int main(int argc, char **argv)
{
    int status = 0;

    CHECK(argc == 3);
    alarm(60);
    path = in_folder(argv[1], "register");
    CHECK(pthread_atfork(before, after, after) == 0);
    void *library = load(argv[2]);
    FIND(cadastre_store_open);
    FIND(cadastre_store_close);
    open_ = cadastre_store_open_;
    close_ = cadastre_store_close_;
    after();
    for (int round = 0; round < 10; round++) {
        const pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0) {
            alarm(60);
            before();
            _exit(0);
        }
        CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    before();
    return 0;
}

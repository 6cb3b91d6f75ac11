/* Threads that are cancelled while they call: cancelling FOLDER
 *
 * Each call ends as if nothing were; what it holds does not stay with a thread that is gone. */
#include "program.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 50 };

static cadastre_store *store;
static cadastre_session *ada;
static atomic_int begun, is_cancelled;

static void *write_on(void *unused)
{
    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
    while (unused == NULL) {
        begun = 1;
        /* It may be cancelled between two calls, and then loses what it holds itself: so nothing is kept. */
        EXPECT(CADASTRE_OK, cadastre_property_create(ada, house, strlen(house), &buffer, NULL));
        cadastre_buffer_free(&buffer);
        pthread_testcancel();
    }
    return unused;
}

/* In a callback it is not cancelled either: the call ends first. */
static int64_t wait_for_cancel(void *context, char *bytes, size_t capacity)
{
    int *ended = context;
    (void)bytes, (void)capacity;
    begun = 1;
    while (!is_cancelled) {
        sched_yield();
    }
    pthread_testcancel();
    *ended = 1;
    return 0;
}

static void *import(void *ended)
{
    EXPECT(CADASTRE_OK, cadastre_store_import(store, NULL, wait_for_cancel, NULL, ended, NULL, NULL));
    pthread_testcancel();
    return NULL; /* not reached: the caller looks how it has ended */
}

static void cancel(void *(*body)(void *), void *argument)
{
    pthread_t thread;
    void *result = NULL;

    begun = is_cancelled = 0;
    CHECK(pthread_create(&thread, NULL, body, argument) == 0);
    while (!begun) {
        sched_yield();
    }
    CHECK(pthread_cancel(thread) == 0);
    is_cancelled = 1;
    CHECK(pthread_join(thread, &result) == 0);
    CHECK(result == PTHREAD_CANCELED);
}

int main(int argc, char **argv)
{
    char id[CADASTRE_ID_SIZE];
    int ended = 0, status = 0;

    CHECK(argc == 2);
    alarm(120);
    store = open_store(in_folder(argv[1], "register"));
    ada = new_user(store, "ada");
    for (int round = 0; round < ROUNDS; round++) {
        cancel(write_on, NULL);
        new_property(ada, id);
    }
    cancel(import, &ended);
    CHECK(ended);
    const pid_t child = fork();
    if (child == 0) {
        _exit(0);
    }
    CHECK(waitpid(child, &status, 0) == child);
    verify(store);
    EXPECT(CADASTRE_OK, cadastre_session_free(ada));
    EXPECT(CADASTRE_OK, cadastre_store_close(store));
    return 0;
}

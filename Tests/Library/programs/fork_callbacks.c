/* Forks while other threads are in callbacks, close what is called back from, or read: fork_callbacks FOLDER
 *
 * A thread that waits for a fork, which waits for it, is stopped by the alarm. */
#include "program.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

enum { READERS = 8, FORKS = 20 };

static const char *path;
static cadastre_store *store;
static cadastre_session *anybody;
static char home[CADASTRE_ID_SIZE];
static atomic_int called_back, forked, stopping, reads;

static void fork_once(void)
{
    const pid_t child = fork();
    int status = 0;

    CHECK(child >= 0);
    if (child == 0) {
        alarm(60);
        EXPECT(CADASTRE_OK, cadastre_session_free(anonymous(open_store(path))));
        _exit(0); /* with the store open: it may be in a callback, where none can be closed */
    }
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void wait_until_it_closes(void)
{
    cadastre_session *session = NULL;
    while (cadastre_session_anonymous(store, &session, NULL) == CADASTRE_OK) {
        EXPECT(CADASTRE_OK, cadastre_session_free(session));
    }
}

static void *import_by(void *read)
{
    EXPECT(CADASTRE_OK,
           cadastre_store_import(store, NULL, *(cadastre_read_callback *)read, NULL, NULL, NULL, NULL));
    return NULL;
}

static void *close_store(void *unused)
{
    EXPECT(CADASTRE_OK, cadastre_store_close(store));
    return unused;
}

static pthread_t start(void *(*body)(void *), void *argument)
{
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, body, argument) == 0);
    return thread;
}

static int64_t fork_in_callback(void *context, char *bytes, size_t capacity)
{
    (void)context, (void)bytes, (void)capacity;
    called_back = 1;
    wait_until_it_closes();
    fork_once();
    return 0;
}

static int64_t wait_for_fork(void *context, char *bytes, size_t capacity)
{
    (void)context, (void)bytes, (void)capacity;
    called_back = 1;
    while (!forked) {
    }
    return 0;
}

/* A closes; B is in a callback, which the close waits for, and forks there. */
static void fork_where_a_close_waits(void)
{
    cadastre_read_callback read = fork_in_callback;
    store = open_store(path);
    called_back = 0;
    const pthread_t importer = start(import_by, &read);
    while (!called_back) {
    }
    close_store(NULL);
    CHECK(pthread_join(importer, NULL) == 0);
}

/* A closes; B is in a callback, which waits for a fork of C's. */
static void fork_beside_a_close_that_waits(void)
{
    cadastre_read_callback read = wait_for_fork;
    store = open_store(path);
    called_back = 0;
    const pthread_t importer = start(import_by, &read);
    while (!called_back) {
    }
    const pthread_t closer = start(close_store, NULL);
    wait_until_it_closes();
    fork_once();
    forked = 1;
    CHECK(pthread_join(importer, NULL) == 0);
    CHECK(pthread_join(closer, NULL) == 0);
}

static int64_t read_in_callback(void *context, char *bytes, size_t capacity)
{
    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
    (void)context, (void)bytes, (void)capacity;
    while (!stopping) {
        EXPECT(CADASTRE_OK, cadastre_property_list(anybody, NULL, &buffer, NULL));
        reads++;
    }
    cadastre_buffer_free(&buffer);
    return 0;
}

static void *read_on(void *unused)
{
    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
    while (!stopping) {
        EXPECT(CADASTRE_OK, cadastre_property_get(anybody, home, &buffer, NULL));
        reads++;
    }
    cadastre_buffer_free(&buffer);
    return unused;
}

/* Callbacks that call the library all the time keep no fork from its turn, and it keeps none of them for long. */
static void fork_beside_callbacks_that_read(void)
{
    cadastre_read_callback read = read_in_callback;
    pthread_t threads[READERS];

    for (int index = 0; index < READERS; index++) {
        threads[index] = index == 0 ? start(read_on, NULL) : start(import_by, &read);
    }
    for (int round = 0; round < FORKS; round++) {
        const int before = reads;
        fork_once();
        while (reads < before + READERS) {
        }
    }
    stopping = 1;
    for (int index = 0; index < READERS; index++) {
        CHECK(pthread_join(threads[index], NULL) == 0);
    }
}

int main(int argc, char **argv)
{
    CHECK(argc == 2);
    alarm(120);
    path = in_folder(argv[1], "register");
    store = open_store(path);
    cadastre_session *ada = new_user(store, "ada");
    for (int count = 0; count < 100; count++) {
        new_property(ada, home);
    }
    EXPECT(CADASTRE_OK, cadastre_session_free(ada));
    EXPECT(CADASTRE_OK, cadastre_store_close(store));

    fork_where_a_close_waits();
    fork_beside_a_close_that_waits();
    store = open_store(path);
    anybody = anonymous(store);
    fork_beside_callbacks_that_read();
    verify(store);
    EXPECT(CADASTRE_OK, cadastre_session_free(anybody));
    EXPECT(CADASTRE_OK, cadastre_store_close(store));
    return 0;
}

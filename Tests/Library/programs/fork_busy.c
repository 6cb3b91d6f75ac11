/* Forks while other threads are inside the library: fork_busy FOLDER ROUNDS */
#include "program.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *folder;
static char path[4096], other_path[4096];
static cadastre_store *store;
static cadastre_session *anybody, *ada;
static cadastre_export *export_;
static char home[CADASTRE_ID_SIZE];
static atomic_int stopping;
static atomic_int written, opened, read_;

static void *read_on(void *unused)
{
    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
    while (!stopping) {
        EXPECT(CADASTRE_OK, cadastre_property_get(anybody, home, &buffer, NULL));
        EXPECT(CADASTRE_OK, cadastre_property_list(anybody, NULL, &buffer, NULL));
        read_++;
    }
    cadastre_buffer_free(&buffer);
    return unused;
}

static void *write_on(void *unused)
{
    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
    while (!stopping) {
        EXPECT(CADASTRE_OK, cadastre_property_create(ada, house, strlen(house), &buffer, NULL));
        written++;
    }
    cadastre_buffer_free(&buffer);
    return unused;
}

static void *open_on(void *where)
{
    while (!stopping) {
        cadastre_store *another = open_store(where);
        cadastre_session *session = anonymous(another);
        EXPECT(CADASTRE_OK, cadastre_session_free(session));
        EXPECT(CADASTRE_OK, cadastre_store_close(another));
        opened++;
    }
    return NULL;
}

/* What the parent opened is of no use, and does no harm. */
static void leave_what_is_inherited(void)
{
    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
    cadastre_session *session = NULL;
    cadastre_error *error = NULL;

    EXPECT(CADASTRE_MISUSE, cadastre_property_get(anybody, home, &buffer, &error));
    CHECK(error != NULL && error->status == CADASTRE_MISUSE && strlen(error->message) > 0);
    cadastre_error_free(error);
    EXPECT(CADASTRE_MISUSE, cadastre_property_create(ada, house, strlen(house), &buffer, NULL));
    EXPECT(CADASTRE_MISUSE, cadastre_session_anonymous(store, &session, NULL));
    EXPECT(CADASTRE_MISUSE, cadastre_store_verify(store, NULL, NULL));
    EXPECT(CADASTRE_MISUSE, cadastre_export_next(export_, &buffer, NULL));
    EXPECT(CADASTRE_OK, cadastre_export_free(export_));
    EXPECT(CADASTRE_OK, cadastre_session_free(anybody));
    EXPECT(CADASTRE_OK, cadastre_session_free(ada));
    EXPECT(CADASTRE_OK, cadastre_store_close(store));
    CHECK(buffer.bytes == NULL && session == NULL);
}

/* The child opens the register anew, and adds a property of its own. */
static void live_on(void)
{
    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
    cadastre_session *bob = NULL, *operator_ = NULL;
    cadastre_store *mine = open_store(path);
    char id[CADASTRE_ID_SIZE];

    EXPECT(CADASTRE_OK, cadastre_session_login(mine, "bob@example.org", password, NULL, &bob, NULL));
    EXPECT(CADASTRE_OK, cadastre_property_get(bob, home, &buffer, NULL));
    new_property(bob, id);
    EXPECT(CADASTRE_OK, cadastre_property_get(bob, id, &buffer, NULL));
    EXPECT(CADASTRE_OK, cadastre_store_session(mine, &operator_, NULL));
    EXPECT(CADASTRE_OK, cadastre_session_statistics(operator_, &buffer, NULL));
    cadastre_buffer_free(&buffer);
    EXPECT(CADASTRE_OK, cadastre_session_free(operator_));
    EXPECT(CADASTRE_OK, cadastre_session_free(bob));
    EXPECT(CADASTRE_OK, cadastre_store_close(mine));
}

static void fork_once(int round)
{
    const pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        alarm(60); /* a child that waits for what the fork has left behind is stopped, and noticed */
        if (round % 4 != 0) {
            leave_what_is_inherited();
        }
        live_on();
        _exit(0);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "the child of round %d ended with %#x\n", round, (unsigned)status);
        abort();
    }
}

static int count_of(cadastre_session *user)
{
    char query[256], id[CADASTRE_ID_SIZE];
    cadastre_buffer page = CADASTRE_BUFFER_INIT;
    char *next = NULL, after[160] = "";
    int count = 0;

    EXPECT(CADASTRE_OK, cadastre_session_user(user, id, NULL));
    do {
        snprintf(query, sizeof query, "{\"owner\":\"%s\",\"limit\":\"100\"%s}", id, after);
        EXPECT(CADASTRE_OK, cadastre_property_list(user, query, &page, NULL));
        for (const char *item = page.bytes; (item = strstr(item, "\"ownerId\"")) != NULL; item++) {
            count++;
        }
        next = strstr(page.bytes, "\"next\":\"");
        if (next != NULL) {
            snprintf(after, sizeof after, ",\"after\":\"%.*s\"", (int)strcspn(next + 8, "\""), next + 8);
        }
    } while (next != NULL);
    cadastre_buffer_free(&page);
    return count;
}

int main(int argc, char **argv)
{
    void *(*const work[])(void *) = {read_on, read_on, write_on, write_on, open_on, open_on};
    enum { WORKERS = sizeof work / sizeof work[0] };
    pthread_t threads[WORKERS];

    CHECK(argc == 3);
    folder = argv[1];
    const int rounds = atoi(argv[2]);
    snprintf(path, sizeof path, "%s/register", folder);
    snprintf(other_path, sizeof other_path, "%s/other", folder);
    store = open_store(path);
    anybody = anonymous(store);
    ada = new_user(store, "ada");
    cadastre_session *bob = new_user(store, "bob");
    new_property(ada, home);
    written = 1;
    EXPECT(CADASTRE_OK, cadastre_me_export(ada, &export_, NULL));

    for (int index = 0; index < WORKERS; index++) {
        /* One opens what is open already, the other is the only one to open its register. */
        CHECK(pthread_create(&threads[index], NULL, work[index], index % 2 == 0 ? path : other_path) == 0);
    }
    for (int round = 0; round < rounds; round++) {
        fork_once(round);
    }
    stopping = 1;
    for (int index = 0; index < WORKERS; index++) {
        CHECK(pthread_join(threads[index], NULL) == 0);
    }

    CHECK(read_ > 0 && opened > 0);
    CHECK(count_of(ada) == written);
    CHECK(count_of(bob) == rounds);
    verify(store);
    EXPECT(CADASTRE_OK, cadastre_export_free(export_));
    EXPECT(CADASTRE_OK, cadastre_session_free(bob));
    EXPECT(CADASTRE_OK, cadastre_session_free(ada));
    EXPECT(CADASTRE_OK, cadastre_session_free(anybody));
    EXPECT(CADASTRE_OK, cadastre_store_close(store));
    printf("%d forks; %d reads, %d writes, %d opens meanwhile\n", rounds, read_, written, opened);
    return 0;
}

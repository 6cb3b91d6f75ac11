/* Threads that close what others use, or close too: closing FOLDER */
#include "program.h"

#include <pthread.h>
#include <stdatomic.h>

enum { READERS = 8, ROUNDS = 50 };

static char path[4096], nowhere[4200];
static char home[CADASTRE_ID_SIZE];
static cadastre_store *store;
static cadastre_session *anybody, *ada;
static cadastre_export *export_;
static pthread_barrier_t together;
static atomic_int acknowledged, logged;

/* One of two threads that close one thing gets it. */
static cadastre_status close_store(void) { return cadastre_store_close(store); }
static cadastre_status free_session(void) { return cadastre_session_free(anybody); }
static cadastre_status free_export(void) { return cadastre_export_free(export_); }

static cadastre_status (*closing)(void);

static void *close_at_once(void *status)
{
    pthread_barrier_wait(&together);
    *(cadastre_status *)status = closing();
    return NULL;
}

static void close_twice(cadastre_status (*close)(void))
{
    pthread_t threads[2];
    cadastre_status status[2];

    closing = close;
    pthread_barrier_init(&together, NULL, 2);
    for (int index = 0; index < 2; index++) {
        CHECK(pthread_create(&threads[index], NULL, close_at_once, &status[index]) == 0);
    }
    for (int index = 0; index < 2; index++) {
        CHECK(pthread_join(threads[index], NULL) == 0);
    }
    pthread_barrier_destroy(&together);
    CHECK((status[0] == CADASTRE_OK && status[1] == CADASTRE_MISUSE)
          || (status[0] == CADASTRE_MISUSE && status[1] == CADASTRE_OK));
}

/* Each reads until there is nothing to read from. */
static void *read_to_the_end(void *reads)
{
    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
    cadastre_status status;

    pthread_barrier_wait(&together);
    while ((status = cadastre_property_get(anybody, home, &buffer, NULL)) == CADASTRE_OK) {
        ++*(int *)reads;
    }
    CHECK(status == CADASTRE_MISUSE);
    cadastre_buffer_free(&buffer);
    return NULL;
}

static void *write_to_the_end(void *unused)
{
    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
    cadastre_status status;

    while ((status = cadastre_property_create(ada, house, strlen(house), &buffer, NULL)) == CADASTRE_OK) {
        acknowledged++;
    }
    CHECK(status == CADASTRE_MISUSE);
    cadastre_buffer_free(&buffer);
    return unused;
}

static void close_while_reading(cadastre_status (*close)(void))
{
    pthread_t threads[READERS];
    int reads[READERS] = {0};

    pthread_barrier_init(&together, NULL, READERS + 1);
    for (int index = 0; index < READERS; index++) {
        CHECK(pthread_create(&threads[index], NULL, read_to_the_end, &reads[index]) == 0);
    }
    pthread_barrier_wait(&together);
    EXPECT(CADASTRE_OK, close());
    for (int index = 0; index < READERS; index++) {
        CHECK(pthread_join(threads[index], NULL) == 0);
    }
    pthread_barrier_destroy(&together);
}

static void close_while_writing(void)
{
    pthread_t threads[READERS];
    const int before = acknowledged;

    for (int index = 0; index < READERS; index++) {
        CHECK(pthread_create(&threads[index], NULL, write_to_the_end, NULL) == 0);
    }
    while (acknowledged < before + READERS) {
    }
    EXPECT(CADASTRE_OK, close_store());
    for (int index = 0; index < READERS; index++) {
        CHECK(pthread_join(threads[index], NULL) == 0);
    }
}

/* A log callback reads, and tries to close what it is called from. */
static void read_in_log(void *context, cadastre_log_level level, const char *message)
{
    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
    (void)context, (void)level, (void)message;
    const cadastre_status status = cadastre_property_get(anybody, home, &buffer, NULL);
    CHECK(status == CADASTRE_OK || status == CADASTRE_MISUSE);
    EXPECT(CADASTRE_MISUSE, cadastre_store_close(store));
    cadastre_buffer_free(&buffer);
    logged++;
}

static void *fail_to_the_end(void *unused)
{
    cadastre_status status;
    while ((status = cadastre_store_backup(store, nowhere, NULL)) == CADASTRE_UNAVAILABLE) {
    }
    CHECK(status == CADASTRE_MISUSE);
    return unused;
}

static void close_while_logging(void)
{
    pthread_t threads[READERS];
    const int before = logged;

    for (int index = 0; index < READERS; index++) {
        CHECK(pthread_create(&threads[index], NULL, fail_to_the_end, NULL) == 0);
    }
    while (logged < before + READERS) {
    }
    EXPECT(CADASTRE_OK, close_store());
    for (int index = 0; index < READERS; index++) {
        CHECK(pthread_join(threads[index], NULL) == 0);
    }
}

static int properties(void)
{
    cadastre_buffer cities = CADASTRE_BUFFER_INIT;
    int count = 0;
    EXPECT(CADASTRE_OK, cadastre_city_list(anybody, NULL, &cities, NULL));
    CHECK(sscanf(cities.bytes, "{\"items\":[{\"city\":\"Bordeaux\",\"count\":%d}", &count) == 1);
    cadastre_buffer_free(&cities);
    return count;
}

int main(int argc, char **argv)
{
    CHECK(argc == 2);
    snprintf(path, sizeof path, "%s/register", argv[1]);
    snprintf(nowhere, sizeof nowhere, "%s/no/folder", argv[1]);
    store = open_store(path);
    ada = new_user(store, "ada");
    new_property(ada, home);

    for (int round = 0; round < ROUNDS; round++) {
        EXPECT(CADASTRE_OK, cadastre_me_export(ada, &export_, NULL));
        close_twice(free_export);
        anybody = anonymous(store);
        close_twice(free_session);
        anybody = anonymous(store);
        close_while_reading(free_session);
    }
    EXPECT(CADASTRE_OK, cadastre_session_free(ada));
    EXPECT(CADASTRE_OK, cadastre_store_close(store));

    for (int round = 0; round < ROUNDS; round++) {
        store = open_store(path);
        close_twice(close_store);
        store = open_store(path);
        anybody = anonymous(store);
        close_while_reading(close_store);
        EXPECT(CADASTRE_MISUSE, cadastre_session_ready(anybody, NULL));
        EXPECT(CADASTRE_OK, cadastre_session_free(anybody));
        EXPECT(CADASTRE_MISUSE, cadastre_session_free(anybody));
    }

    /* The end waits for the writes that run: each is acknowledged, and what is acknowledged is there. */
    for (int round = 0; round < 5; round++) {
        store = open_store(path);
        EXPECT(CADASTRE_OK, cadastre_session_login(store, "ada@example.org", password, NULL, &ada, NULL));
        close_while_writing();
        EXPECT(CADASTRE_OK, cadastre_session_free(ada));
    }
    for (int round = 0; round < 5; round++) {
        cadastre_store_options options = CADASTRE_STORE_OPTIONS_INIT;
        options.log = read_in_log;
        EXPECT(CADASTRE_OK, cadastre_store_open(path, &options, &store, NULL));
        anybody = anonymous(store);
        close_while_logging();
        EXPECT(CADASTRE_OK, cadastre_session_free(anybody));
    }
    store = open_store(path);
    anybody = anonymous(store);
    CHECK(properties() == acknowledged + 1);
    verify(store);
    EXPECT(CADASTRE_OK, cadastre_session_free(anybody));
    EXPECT(CADASTRE_OK, cadastre_store_close(store));
    return 0;
}

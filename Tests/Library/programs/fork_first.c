/* Forks while a thread uses the library for the first time in its process: fork_first FOLDER ROUNDS
 *
 * Whatever is made on first use is half made in some children. They must get on all the same. */
#include "program.h"

#include <pthread.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char path[4096];

static void use(void)
{
    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
    cadastre_session *session = NULL;
    cadastre_store *store = open_store(path);
    cadastre_session *anybody = anonymous(store);
    const char *label = "{\"label\":\"Mill\"}";

    EXPECT(CADASTRE_OK, cadastre_property_list(anybody, "{\"city\":\"Bordeaux\"}", &buffer, NULL));
    EXPECT(CADASTRE_NOT_FOUND, cadastre_type_get(anybody, "none", &buffer, NULL));
    EXPECT(CADASTRE_OK, cadastre_store_session(store, &session, NULL));
    EXPECT(CADASTRE_OK, cadastre_type_put(session, "mill", label, strlen(label), &buffer, NULL, NULL));
    EXPECT(CADASTRE_OK, cadastre_session_free(session));
    EXPECT(CADASTRE_OK, cadastre_session_free(anybody));
    EXPECT(CADASTRE_OK, cadastre_store_close(store));
    cadastre_buffer_free(&buffer);
}

static void *use_first(void *unused)
{
    use();
    return unused;
}

static void finish(pid_t child, const char *who, long delay)
{
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "the %s, forked after %ld ns, ended with %#x\n", who, delay, (unsigned)status);
        exit(1);
    }
}

/* A process that has not used the library yet: it is new in each round. */
static void begin(long delay)
{
    pthread_t thread;
    struct timespec start, now;

    CHECK(pthread_create(&thread, NULL, use_first, NULL) == 0);
    clock_gettime(CLOCK_MONOTONIC, &start);
    do {
        clock_gettime(CLOCK_MONOTONIC, &now);
    } while ((now.tv_sec - start.tv_sec) * 1000000000 + now.tv_nsec - start.tv_nsec < delay);

    const pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        alarm(20);
        use();
        _exit(0);
    }
    finish(child, "grandchild", delay);
    CHECK(pthread_join(thread, NULL) == 0);
    _exit(0);
}

int main(int argc, char **argv)
{
    CHECK(argc == 3);
    snprintf(path, sizeof path, "%s/register", argv[1]);
    for (int round = 0; round < atoi(argv[2]); round++) {
        const long delay = round % 100 * 50000L; /* up to 5 ms, in which all of it happens */
        const pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0) {
            alarm(60);
            begin(delay);
        }
        finish(child, "child", delay);
    }
    return 0;
}

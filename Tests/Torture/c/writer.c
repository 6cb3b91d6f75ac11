/* Writes into a register from 32 threads, until it is killed: writer DIRECTORY EMAIL PASSWORD
 *
 * Says the text of each property once it is acknowledged, in one line. */
#include <cadastre.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { THREADS = 32, LONGEST = 4096 };

static cadastre_session *session;

static void *write_all(void *argument)
{
    char description[501];

    memset(description, 'x', sizeof description - 1);
    description[sizeof description - 1] = 0;
    for (int number = 1;; number++) {
        char json[LONGEST], line[LONGEST];
        cadastre_buffer property = CADASTRE_BUFFER_INIT;
        cadastre_error *error = NULL;
        /* What home() in homes.py says. */
        int length = snprintf(json, sizeof json,
                              "{\"name\": \"House %d-%d\", \"type\": \"house\", \"city\": \"Town %d\", "
                              "\"description\": \"%s\"}",
                              *(int *)argument, number, number % 7, description);
        if (cadastre_property_create(session, json, (size_t)length, &property, &error) != CADASTRE_OK) {
            fprintf(stderr, "writer: %s\n", error->message);
            _exit(1);
        }
        if (property.count >= sizeof line) _exit(2);
        memcpy(line, property.bytes, property.count);
        line[property.count] = '\n';
        /* In one piece: a pipe keeps those of up to 4,096 bytes whole. */
        if (write(STDOUT_FILENO, line, property.count + 1) < 0) _exit(3);
        cadastre_buffer_free(&property);
    }
}

int main(int argc, char **argv)
{
    cadastre_store *store = NULL;
    cadastre_error *error = NULL;
    pthread_t threads[THREADS];
    int numbers[THREADS];

    if (argc != 4) return 64;
    if (cadastre_store_open(argv[1], NULL, &store, &error) != CADASTRE_OK ||
        cadastre_session_login(store, argv[2], argv[3], NULL, &session, &error) != CADASTRE_OK) {
        fprintf(stderr, "writer: %s\n", error->message);
        return 1;
    }
    for (int thread = 0; thread < THREADS; thread++) {
        numbers[thread] = thread;
        if (pthread_create(&threads[thread], NULL, write_all, &numbers[thread]) != 0) return 4;
    }
    return pthread_join(threads[0], NULL);
}

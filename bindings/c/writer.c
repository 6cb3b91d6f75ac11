/* Writes into a register, where anything may go wrong: writer REGISTER EMAIL [PROPERTY] < PASSWORD
 *
 * Logs in, or signs up. Makes a property, unless one is named. Adds a line to its description, and a room. */
#include <cadastre.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Statuses to exit with, as <sysexits.h> has them. */
enum { DONE = 0, USAGE = 64, REFUSED = 65, NOT_FOUND = 66, NOT_NOW = 69, DEFECT = 70, INPUT_OUTPUT = 74 };

static int exit_status(cadastre_status status)
{
    switch (status) {
    case CADASTRE_OK:
        return DONE;
    case CADASTRE_MALFORMED:
    case CADASTRE_INVALID:
    case CADASTRE_UNAUTHENTICATED:
    case CADASTRE_FORBIDDEN:
    case CADASTRE_CONFLICT:
    case CADASTRE_STALE:
    case CADASTRE_TOO_LARGE:
        return REFUSED;
    case CADASTRE_NOT_FOUND:
        return NOT_FOUND;
    case CADASTRE_THROTTLED:
    case CADASTRE_BUSY:
    case CADASTRE_INCOMPATIBLE:
        return NOT_NOW;
    case CADASTRE_FULL:
    case CADASTRE_UNAVAILABLE:
    case CADASTRE_CORRUPT:
        return INPUT_OUTPUT;
    default: /* a newer library may know more */
        return DEFECT;
    }
}

/* The message is for whoever runs the program. The problem is for whoever asked: it names each field that is wrong. */
static void report(const cadastre_error *error)
{
    fprintf(stderr, "writer: %s\n%s\n", error->message, error->problem);
    if (error->retry_after > 0) {
        fprintf(stderr, "writer: try again in %d s\n", (int)error->retry_after);
    }
}

/* JSON's text; the caller frees it. Takes `json`. */
static char *text_of(json_t *json)
{
    char *text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    if (text == NULL) { /* no memory, or an argument that is not UTF-8 */
        fputs("writer: what was given is no text\n", stderr);
        exit(USAGE);
    }
    return text;
}

static cadastre_status sign_up(cadastre_store *store, const char *email, const char *password, cadastre_error **error)
{
    cadastre_session *nobody = NULL;
    cadastre_buffer user = CADASTRE_BUFFER_INIT;
    char *json = text_of(json_pack("{s:s, s:s, s:s, s:s}", "email", email, "password", password, "firstName", "Ada",
                                   "lastName", "Martin"));

    cadastre_status status = cadastre_session_anonymous(store, &nobody, error);
    if (status == CADASTRE_OK) {
        status = cadastre_user_create(nobody, json, strlen(json), NULL, &user, error);
    }
    cadastre_buffer_free(&user);
    cadastre_session_free(nobody);
    free(json);
    return status;
}

/* Logs in. Whom nobody knows signs up first; a wrong password ends there, as the address is taken. */
static cadastre_status enter(cadastre_store *store, const char *email, const char *password,
                             cadastre_session **session, cadastre_error **error)
{
    cadastre_status status = cadastre_session_login(store, email, password, NULL, session, error);

    if (status == CADASTRE_UNAUTHENTICATED) {
        cadastre_error_free(*error);
        status = sign_up(store, email, password, error);
        if (status == CADASTRE_OK) {
            status = cadastre_session_login(store, email, password, NULL, session, error);
        }
    }
    return status;
}

/* Makes a property, and puts its id into `id`. */
static cadastre_status create(cadastre_session *session, char id[CADASTRE_ID_SIZE], cadastre_error **error)
{
    cadastre_buffer property = CADASTRE_BUFFER_INIT;
    char *json = text_of(json_pack("{s:s, s:s, s:s}", "name", "Échoppe", "type", "house", "city", "Bordeaux"));

    cadastre_status status = cadastre_property_create(session, json, strlen(json), &property, error);
    if (status == CADASTRE_OK) {
        json_t *made = json_loadb(property.bytes, property.count, 0, NULL);
        snprintf(id, CADASTRE_ID_SIZE, "%s", json_string_value(json_object_get(made, "id")));
        json_decref(made);
    }
    cadastre_buffer_free(&property);
    free(json);
    return status;
}

/* The patch that adds a line to the description of a property, as it was read. */
static char *with_line(const cadastre_buffer *property, const char *line)
{
    json_t *now = json_loadb(property->bytes, property->count, 0, NULL);
    const char *description = json_string_value(json_object_get(now, "description"));
    char *patch = text_of(json_pack("{s:s++}", "description", description, line, "\n"));

    json_decref(now);
    return patch;
}

/* What is written depends on what was read, so the change expects that revision. Where somebody was faster it is stale,
 * and begins again with what they wrote. */
static cadastre_status add_line(cadastre_session *session, const char *id, const char *line, cadastre_error **error)
{
    cadastre_buffer property = CADASTRE_BUFFER_INIT;
    cadastre_status status;

    do {
        cadastre_error_free(*error);
        status = cadastre_property_get(session, id, &property, error);
        if (status == CADASTRE_OK) {
            char *patch = with_line(&property, line);
            status = cadastre_property_patch(session, id, patch, strlen(patch), property.revision, NULL, error);
            free(patch);
        }
    } while (status == CADASTRE_STALE);

    cadastre_buffer_free(&property);
    return status;
}

/* A room is added to whatever is there: no revision is expected. */
static cadastre_status add_room(cadastre_session *session, const char *id, cadastre_error **error)
{
    static const char kitchen[] = "{\"name\": \"Kitchen\", \"kind\": \"kitchen\", \"area\": 12.5}";
    cadastre_buffer room = CADASTRE_BUFFER_INIT;

    cadastre_status status = cadastre_room_create(session, id, kitchen, strlen(kitchen), NULL, &room, error);
    cadastre_buffer_free(&room);
    return status;
}

int main(int argc, char **argv)
{
    cadastre_store *store = NULL;
    cadastre_session *session = NULL;
    cadastre_error *error = NULL;
    char password[1026] = ""; /* the longest that is allowed, and its line break */
    char made[CADASTRE_ID_SIZE] = "";
    const char *id = argc == 4 ? argv[3] : made;

    if (argc < 3 || argc > 4 || fgets(password, sizeof password, stdin) == NULL) {
        fputs("usage: writer REGISTER EMAIL [PROPERTY] < PASSWORD\n", stderr);
        return USAGE;
    }
    password[strcspn(password, "\n")] = '\0';

    cadastre_status status = cadastre_store_open(argv[1], NULL, &store, &error);
    if (status == CADASTRE_OK) {
        status = enter(store, argv[2], password, &session, &error);
    }
    if (status == CADASTRE_OK && id == made) {
        status = create(session, made, &error);
    }
    if (status == CADASTRE_OK) {
        status = add_line(session, id, "Written from C.", &error);
    }
    if (status == CADASTRE_OK) {
        status = add_room(session, id, &error);
    }

    if (status == CADASTRE_OK) {
        puts(id);
    } else {
        report(error);
    }
    cadastre_error_free(error);
    cadastre_session_free(session);
    cadastre_store_close(store);
    return exit_status(status);
}

/* What the programs of this folder share. Each takes an empty folder, and exits with 0 where all is as it should be. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <cadastre.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
    ((condition) ? (void)0 : (fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition), abort()))
#define EXPECT(status, call) expect((status), (call), #call, __FILE__, __LINE__)

static inline void expect(
    cadastre_status expected, cadastre_status status, const char *call, const char *file, int line)
{
    if (status != expected) {
        fprintf(stderr, "%s:%d: %s rather than %s: %s\n", file, line, cadastre_status_name(status),
                cadastre_status_name(expected), call);
        abort();
    }
}

static const char house[] = "{\"name\":\"House\",\"type\":\"house\",\"city\":\"Bordeaux\"}";
static const char password[] = "correct horse battery";

static inline const char *in_folder(const char *folder, const char *name)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static inline cadastre_store *open_store(const char *path)
{
    cadastre_store *store = NULL;
    EXPECT(CADASTRE_OK, cadastre_store_open(path, NULL, &store, NULL));
    CHECK(store != NULL);
    return store;
}

static inline cadastre_session *anonymous(cadastre_store *store)
{
    cadastre_session *session = NULL;
    EXPECT(CADASTRE_OK, cadastre_session_anonymous(store, &session, NULL));
    return session;
}

/* Makes a user of this name, and logs in. */
static inline cadastre_session *new_user(cadastre_store *store, const char *name)
{
    char json[512], email[256];
    cadastre_session *session = NULL;

    snprintf(email, sizeof email, "%s@example.org", name);
    snprintf(json, sizeof json, "{\"email\":\"%s\",\"password\":\"%s\",\"firstName\":\"%s\",\"lastName\":\"Martin\"}",
             email, password, name);
    EXPECT(CADASTRE_OK, cadastre_store_create_user(store, json, strlen(json), "user", NULL, NULL));
    EXPECT(CADASTRE_OK, cadastre_session_login(store, email, password, NULL, &session, NULL));
    return session;
}

/* The id of the record that a buffer holds: its first member. */
static inline void id_of(const cadastre_buffer *record, char id[CADASTRE_ID_SIZE])
{
    static const char begin[] = "{\"id\":\"";
    CHECK(record->count > strlen(begin) + 36 && memcmp(record->bytes, begin, strlen(begin)) == 0);
    memcpy(id, record->bytes + strlen(begin), CADASTRE_ID_SIZE - 1);
    id[CADASTRE_ID_SIZE - 1] = '\0';
}

static inline void new_property(cadastre_session *user, char id[CADASTRE_ID_SIZE])
{
    cadastre_buffer property = CADASTRE_BUFFER_INIT;
    EXPECT(CADASTRE_OK, cadastre_property_create(user, house, strlen(house), &property, NULL));
    id_of(&property, id);
    cadastre_buffer_free(&property);
}

/* Whether every record and index entry is where it should be. */
static inline void verify(cadastre_store *store)
{
    cadastre_buffer report = CADASTRE_BUFFER_INIT;
    EXPECT(CADASTRE_OK, cadastre_store_verify(store, &report, NULL));
    CHECK(strstr(report.bytes, "\"problems\":[]") != NULL);
    cadastre_buffer_free(&report);
}

#endif

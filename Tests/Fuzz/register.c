#include "register.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static struct contents contents;

void stop(const char *why)
{
    fprintf(stderr, "%s\n", why);
    abort();
}

cadastre_store_options usual_options(void)
{
    cadastre_store_options options = CADASTRE_STORE_OPTIONS_INIT;
    options.address_space = 64 << 20;
    options.durability = CADASTRE_DURABILITY_RELAXED;
    options.sign_ups_per_hour = -1;
    return options;
}

static void must(cadastre_status status, const char *call)
{
    if (status != CADASTRE_OK) {
        fprintf(stderr, "%s: ", call);
        stop(cadastre_status_name(status));
    }
}

#define MUST(call) must((call), #call)

/* The string that follows a member's name. */
static void member(const cadastre_buffer *json, const char *name, char *text, size_t size)
{
    const char *start = strstr(json->bytes, name);
    if (start == NULL) {
        stop("a member is missing");
    }
    start += strlen(name);
    snprintf(text, size, "%.*s", (int)strcspn(start, "\""), start);
}

static void log_in(cadastre_session *session, const char *email, char *token, size_t size)
{
    char json[256], refresh[128];
    cadastre_buffer tokens = CADASTRE_BUFFER_INIT;

    snprintf(json, sizeof json, "{\"email\":\"%s\",\"password\":\"correct horse\"}", email);
    MUST(cadastre_token_login(session, json, strlen(json), NULL, &tokens, NULL));
    member(&tokens, "\"accessToken\":\"", token, size);
    member(&tokens, "\"refreshToken\":\"", refresh, sizeof refresh);
    snprintf(contents.refresh, sizeof contents.refresh, "{\"refreshToken\":\"%s\"}", refresh);
    cadastre_buffer_free(&tokens);
}

static int32_t keep(void *context, const char *bytes, size_t count)
{
    (void)context;
    contents.export_ = realloc(contents.export_, contents.export_count + count);
    memcpy(contents.export_ + contents.export_count, bytes, count);
    contents.export_count += count;
    return 0;
}

static void fill(cadastre_store *store)
{
    static const char ada[] = "{\"email\":\"ada@example.org\",\"password\":\"correct horse\",\"firstName\":\"Ada\","
                              "\"lastName\":\"Martin\"}";
    static const char root[] = "{\"email\":\"root@example.org\",\"password\":\"correct horse\",\"firstName\":\"R\","
                               "\"lastName\":\"R\"}";
    static const char home[] = "{\"name\":\"Home\",\"type\":\"house\",\"city\":\"Bordeaux\",\"rooms\":["
                               "{\"name\":\"Kitchen\",\"kind\":\"kitchen\",\"area\":12.5,"
                               "\"features\":{\"oven\":true}}]}";
    cadastre_session *session = NULL;
    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;

    MUST(cadastre_store_create_user(store, root, strlen(root), "admin", NULL, NULL));
    MUST(cadastre_store_create_user(store, ada, strlen(ada), "user", &buffer, NULL));
    member(&buffer, "{\"id\":\"", contents.ada, sizeof contents.ada);
    MUST(cadastre_session_anonymous(store, &session, NULL));
    log_in(session, "root@example.org", contents.admin_token, sizeof contents.admin_token);
    log_in(session, "ada@example.org", contents.user_token, sizeof contents.user_token);
    MUST(cadastre_session_free(session));

    MUST(cadastre_session_from_token(store, contents.user_token, strlen(contents.user_token), &session, NULL));
    for (int count = 0; count < 3; count++) {
        MUST(cadastre_property_create(session, home, strlen(home), &buffer, NULL));
    }
    member(&buffer, "{\"id\":\"", contents.property, sizeof contents.property);
    member(&buffer, "\"rooms\":[{\"id\":\"", contents.room, sizeof contents.room);
    memcpy(contents.revision, buffer.revision, sizeof contents.revision);
    MUST(cadastre_store_export(store, 1, keep, NULL, NULL));
    MUST(cadastre_session_free(session));
    cadastre_buffer_free(&buffer);
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *place)
{
    (void)status, (void)type;
    return place->level == 0 ? 0 : remove(path);
}

static void empty(const char *folder)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const struct contents *template_register(void)
{
    static time_t made;
    cadastre_store *store = NULL;

    if (made != 0 && time(NULL) - made < 600) {
        return &contents;
    }
    mkdir("template", 0700);
    empty("template");
    free(contents.export_);
    memset(&contents, 0, sizeof contents);
    MUST(cadastre_store_open("template", NULL, &store, NULL));
    fill(store);
    MUST(cadastre_store_close(store));
    made = time(NULL);
    return &contents;
}

static void copy(const char *name)
{
    char from[300], to[300];
    struct stat status;

    snprintf(from, sizeof from, "template/%s", name);
    snprintf(to, sizeof to, "work/register/%s", name);
    const int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (in < 0 || out < 0 || fstat(in, &status) != 0
        || sendfile(out, in, NULL, (size_t)status.st_size) != status.st_size) {
        stop("the register could not be copied");
    }
    close(in);
    close(out);
}

void begin_with_template(void)
{
    mkdir("work", 0700);
    empty("work");
    mkdir("work/register", 0700);
    DIR *template = opendir("template");
    if (template == NULL) {
        stop("there is no register to copy");
    }
    for (struct dirent *file = readdir(template); file != NULL; file = readdir(template)) {
        if (file->d_name[0] != '.' && strcmp(file->d_name, "lock.mdb") != 0) {
            copy(file->d_name);
        }
    }
    closedir(template);
}

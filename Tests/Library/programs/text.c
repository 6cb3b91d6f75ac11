/* What is no text, is too large, or is nothing: text FOLDER */
#include "program.h"

static cadastre_store *store;
static cadastre_session *ada;
static cadastre_buffer buffer = CADASTRE_BUFFER_INIT;

static const char *const not_utf8[] = {
    "\xff",             /* never in UTF-8 */
    "\xc3",             /* cut off */
    "\xc0\xaf",         /* longer than need be */
    "\xed\xa0\x80",     /* half of a surrogate pair */
    "\xf4\x90\x80\x80", /* beyond Unicode */
    "\x80",             /* goes on without a beginning */
};

static void refuse(const char *bad)
{
    char json[256], id[CADASTRE_ID_SIZE];
    cadastre_session *session = NULL;
    cadastre_attempt attempt = CADASTRE_ATTEMPT_INIT;
    static const char login[] = "{\"email\":\"ada@example.org\",\"password\":\"correct horse battery\"}";

    snprintf(json, sizeof json, "{\"name\":\"%s\",\"type\":\"house\",\"city\":\"Bordeaux\"}", bad);
    EXPECT(CADASTRE_MALFORMED, cadastre_property_create(ada, json, strlen(json), &buffer, NULL));
    snprintf(json, sizeof json, "{\"city\":\"%s\"}", bad);
    EXPECT(CADASTRE_MALFORMED, cadastre_property_list(ada, json, &buffer, NULL));
    EXPECT(CADASTRE_NOT_FOUND, cadastre_property_get(ada, bad, &buffer, NULL));
    EXPECT(CADASTRE_NOT_FOUND, cadastre_type_get(ada, bad, &buffer, NULL));
    EXPECT(CADASTRE_INVALID, cadastre_session_login(store, bad, password, NULL, &session, NULL));
    EXPECT(CADASTRE_INVALID, cadastre_session_login(store, "ada@example.org", bad, NULL, &session, NULL));
    EXPECT(CADASTRE_UNAUTHENTICATED, cadastre_session_from_token(store, bad, strlen(bad), &session, NULL));
    attempt.peer = bad;
    EXPECT(CADASTRE_INVALID, cadastre_token_login(ada, login, strlen(login), &attempt, &buffer, NULL));
    EXPECT(CADASTRE_OK, cadastre_session_user(ada, id, NULL));
    EXPECT(CADASTRE_INVALID, cadastre_store_set_email(store, id, bad, NULL, NULL));
    EXPECT(CADASTRE_INVALID, cadastre_store_set_password(store, id, bad, NULL));
    CHECK(session == NULL);
}

/* A property with this many rooms of about 1,600 bytes. */
static char *large(int rooms)
{
    char *json = malloc((size_t)rooms * 1800 + 100), *end = json, value[501];
    memset(value, 'v', 500);
    value[500] = '\0';
    end += sprintf(end, "{\"name\":\"Large\",\"type\":\"house\",\"city\":\"Bordeaux\",\"rooms\":[");
    for (int room = 0; room < rooms; room++) {
        end += sprintf(end, "%s{\"name\":\"R\",\"kind\":\"room\",\"features\":{\"a\":\"%s\",\"b\":\"%s\",\"c\":\"%s\"}}",
                       room == 0 ? "" : ",", value, value, value);
    }
    sprintf(end, "]}");
    return json;
}

static void take_large_texts(void)
{
    cadastre_error *error = NULL;
    char *json = large(150);
    EXPECT(CADASTRE_OK, cadastre_property_create(ada, json, strlen(json), &buffer, NULL));
    CHECK(buffer.count > 230000 && buffer.count == strlen(buffer.bytes));
    free(json);

    /* More than a property holds, and more than is looked at. */
    json = large(180);
    EXPECT(CADASTRE_INVALID, cadastre_property_create(ada, json, strlen(json), &buffer, &error));
    CHECK(strlen(error->problem) == error->problem_count);
    cadastre_error_free(error);
    free(json);
    json = large(20000);
    EXPECT(CADASTRE_TOO_LARGE, cadastre_property_create(ada, json, strlen(json), &buffer, NULL));
    free(json);

    /* Brackets as deep as they come. */
    const size_t depth = 1000 * 1000;
    json = malloc(depth);
    memset(json, '[', depth);
    EXPECT(CADASTRE_MALFORMED, cadastre_property_create(ada, json, depth, &buffer, NULL));
    free(json);
}

static void count_bytes(void)
{
    const char *twice = "{\"name\":\"A\",\"type\":\"house\",\"city\":\"Pau\"}{\"name\":\"B\"}";
    cadastre_error *error = (cadastre_error *)&buffer; /* is written whatever was there */

    EXPECT(CADASTRE_MALFORMED, cadastre_property_create(ada, NULL, 0, &buffer, &error));
    CHECK(error != NULL && strstr(error->problem, "\"status\":400") != NULL);
    cadastre_error_free(error);
    EXPECT(CADASTRE_MALFORMED, cadastre_property_create(ada, "", 0, &buffer, NULL));
    EXPECT(CADASTRE_MISUSE, cadastre_property_create(ada, NULL, 1, &buffer, NULL));
    EXPECT(CADASTRE_MALFORMED, cadastre_property_create(ada, twice, strlen(twice), &buffer, NULL));
    /* The bytes behind the count are not read, and a NUL among those before is no end. */
    EXPECT(CADASTRE_OK, cadastre_property_create(ada, twice, 40, &buffer, &error));
    CHECK(error == NULL);
    EXPECT(CADASTRE_MALFORMED, cadastre_property_create(ada, "{\"name\":\"A\0B\"}", 14, &buffer, NULL));
    EXPECT(CADASTRE_NOT_FOUND, cadastre_property_get(ada, "", &buffer, NULL));
}

int main(int argc, char **argv)
{
    CHECK(argc == 2);
    store = open_store(in_folder(argv[1], "register"));
    ada = new_user(store, "ada");
    for (size_t index = 0; index < sizeof not_utf8 / sizeof not_utf8[0]; index++) {
        refuse(not_utf8[index]);
    }
    take_large_texts();
    count_bytes();
    verify(store);
    cadastre_buffer_free(&buffer);
    EXPECT(CADASTRE_OK, cadastre_session_free(ada));
    EXPECT(CADASTRE_OK, cadastre_store_close(store));
    return 0;
}

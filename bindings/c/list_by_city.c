/* Prints the properties of a city, the newest first: list_by_city REGISTER CITY */
#include <cadastre.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

/* Prints one page. Returns the cursor of the next; NULL after the last. */
static json_t *print_page(const cadastre_buffer *page)
{
    json_t *answer = json_loadb(page->bytes, page->count, 0, NULL);
    json_t *property;
    size_t index;

    json_array_foreach(json_object_get(answer, "items"), index, property) {
        printf("%s  %s, %s\n", json_string_value(json_object_get(property, "id")),
               json_string_value(json_object_get(property, "name")),
               json_string_value(json_object_get(property, "city")));
    }
    json_t *next = json_incref(json_object_get(answer, "next"));
    json_decref(answer);
    return next;
}

/* Reads one page after the other, as anybody may. The query takes up the cursor. */
static cadastre_status list(cadastre_session *session, json_t *query, cadastre_error **error)
{
    cadastre_buffer page = CADASTRE_BUFFER_INIT; /* one for all pages: its storage is used again */
    cadastre_status status;
    int more = 0;

    do {
        char *text = json_dumps(query, JSON_COMPACT);
        status = cadastre_property_list(session, text, &page, error);
        free(text);
        if (status == CADASTRE_OK) {
            json_t *next = print_page(&page);
            more = json_is_string(next);
            json_object_set_new(query, "after", next);
        }
    } while (status == CADASTRE_OK && more);

    cadastre_buffer_free(&page);
    return status;
}

int main(int argc, char **argv)
{
    cadastre_store_options options = CADASTRE_STORE_OPTIONS_INIT;
    cadastre_store *store = NULL;
    cadastre_session *anybody = NULL;
    cadastre_error *error = NULL;
    json_t *query = argc == 3 ? json_pack("{s:s, s:i}", "city", argv[2], "limit", 100) : NULL;

    if (query == NULL) {
        fputs("usage: list_by_city REGISTER CITY\n", stderr);
        return 64;
    }
    options.must_exist = 1;
    options.read_only = 1;

    int done = cadastre_store_open(argv[1], &options, &store, &error) == CADASTRE_OK
        && cadastre_session_anonymous(store, &anybody, &error) == CADASTRE_OK
        && list(anybody, query, &error) == CADASTRE_OK;
    if (!done) {
        fprintf(stderr, "list_by_city: %s\n", error->message);
    }

    cadastre_error_free(error);
    cadastre_session_free(anybody);
    cadastre_store_close(store);
    json_decref(query);
    return done ? 0 : 1;
}

/* Export, import, and callbacks that stop: transfer FOLDER */
#include "program.h"

#include <stdbool.h>

/* Bytes on their way from an export to an import, and what is to happen on it. */
struct freight {
    cadastre_store *store;
    cadastre_session *session;
    char *bytes;
    size_t count, taken;
    int lines, stop_at, rejected;
    uint64_t first_rejected;
    bool reads, writes;
    int64_t odd_answer;
};

static int32_t write_line(void *context, const char *bytes, size_t count)
{
    struct freight *freight = context;
    cadastre_buffer answer = CADASTRE_BUFFER_INIT;

    CHECK(count > 1 && bytes[count - 1] == '\n' && memchr(bytes, '\n', count) == bytes + count - 1);
    freight->bytes = realloc(freight->bytes, freight->count + count);
    memcpy(freight->bytes + freight->count, bytes, count);
    freight->count += count;
    freight->lines++;
    if (freight->reads) {
        EXPECT(CADASTRE_OK, cadastre_type_list(freight->session, &answer, NULL));
    }
    if (freight->writes) {
        EXPECT(CADASTRE_OK, cadastre_property_create(freight->session, house, strlen(house), &answer, NULL));
        EXPECT(CADASTRE_MISUSE, cadastre_store_close(freight->store));
    }
    cadastre_buffer_free(&answer);
    return freight->lines == freight->stop_at ? 7 : 0;
}

static int64_t read_some(void *context, char *bytes, size_t capacity)
{
    struct freight *freight = context;
    size_t count = freight->count - freight->taken;

    CHECK(capacity >= 64 * 1024);
    if (freight->odd_answer != 0) {
        return freight->odd_answer;
    }
    count = count < 1000 ? count : 1000; /* lines are cut anywhere */
    memcpy(bytes, freight->bytes + freight->taken, count);
    freight->taken += count;
    return (int64_t)count;
}

static void reject_line(void *context, uint64_t line, const char *errors, size_t count)
{
    struct freight *freight = context;
    CHECK(count == strlen(errors) && errors[0] == '[' && strstr(errors, "\"field\":") != NULL);
    if (freight->rejected++ == 0) {
        freight->first_rejected = line;
    }
}

static struct freight load_text(const char *text)
{
    struct freight freight = {0};
    freight.bytes = strdup(text);
    freight.count = strlen(text);
    return freight;
}

static void go_around(cadastre_store *store, const char *folder)
{
    struct freight out = {0}, again = {0};
    cadastre_buffer summary = CADASTRE_BUFFER_INIT;
    cadastre_import_options options = CADASTRE_IMPORT_OPTIONS_INIT;

    options.trusts_secrets = 1;
    EXPECT(CADASTRE_OK, cadastre_store_export(store, 1, write_line, &out, NULL));
    cadastre_store *copy = open_store(in_folder(folder, "copy"));
    EXPECT(CADASTRE_OK, cadastre_store_import(copy, &options, read_some, reject_line, &out, &summary, NULL));
    CHECK(strstr(summary.bytes, "\"rejected\":0") != NULL && out.rejected == 0);
    EXPECT(CADASTRE_OK, cadastre_store_export(copy, 1, write_line, &again, NULL));
    CHECK(out.count == again.count && memcmp(out.bytes, again.bytes, out.count) == 0);
    verify(copy);

    /* Hashes came too: who could log in there can log in here. */
    cadastre_session *ada = NULL;
    EXPECT(CADASTRE_OK, cadastre_session_login(copy, "ada@example.org", password, NULL, &ada, NULL));
    EXPECT(CADASTRE_OK, cadastre_session_free(ada));
    EXPECT(CADASTRE_OK, cadastre_store_close(copy));
    cadastre_buffer_free(&summary);
    free(out.bytes);
    free(again.bytes);
}

static void stop(cadastre_store *store, cadastre_session *ada)
{
    struct freight out = {0};
    cadastre_error *error = NULL;

    out.stop_at = 3;
    EXPECT(CADASTRE_STOPPED, cadastre_store_export(store, 0, write_line, &out, &error));
    CHECK(out.lines == 3 && error->status == CADASTRE_STOPPED);
    cadastre_error_free(error);

    out.stop_at = 0;
    out.reads = out.writes = true;
    out.store = store;
    out.session = ada;
    out.lines = 0;
    EXPECT(CADASTRE_OK, cadastre_store_export(store, 0, write_line, &out, NULL));
    const int lines = out.lines;
    out.reads = out.writes = false;
    out.lines = 0;
    EXPECT(CADASTRE_OK, cadastre_store_export(store, 0, write_line, &out, NULL));
    CHECK(lines > 50 && out.lines == 2 * lines); /* one was added for each line, and none of them exported */

    out.odd_answer = -1;
    EXPECT(CADASTRE_STOPPED, cadastre_store_import(store, NULL, read_some, NULL, &out, NULL, NULL));
    /* More than there is room for, and less than nothing. */
    out.odd_answer = INT64_MAX;
    EXPECT(CADASTRE_MISUSE, cadastre_store_import(store, NULL, read_some, NULL, &out, NULL, NULL));
    out.odd_answer = INT64_MIN;
    CHECK(cadastre_store_import(store, NULL, read_some, NULL, &out, NULL, NULL) != CADASTRE_OK);
    free(out.bytes);
}

static void import_table(cadastre_store *store)
{
    struct freight rows = load_text(
        "{\"id\":\"1\",\"owner\":\"9\",\"name\":\"One\",\"city\":\"Nantes\",\"type\":\"house\"}\n"
        "{\"id\":\"2\",\"owner\":\"9\",\"name\":\"\",\"city\":\"Nantes\",\"type\":\"house\"}\n"
        "no JSON\n"
        "{\"id\":\"4\",\"owner\":\"9\",\"name\":\"Four\",\"city\":\"Nantes\",\"type\":\"castle\"}\n"
        "{\"id\":\"5\",\"owner\":\"8\",\"name\":\"Five\",\"city\":\"Nantes\",\"type\":\"loft\"}");
    cadastre_import_options options = CADASTRE_IMPORT_OPTIONS_INIT;
    cadastre_buffer summary = CADASTRE_BUFFER_INIT;

    options.source = "nantes";
    options.dry_run = 1;
    EXPECT(CADASTRE_OK, cadastre_store_import(store, &options, read_some, reject_line, &rows, &summary, NULL));
    CHECK(rows.rejected == 3 && rows.first_rejected == 2);
    options.dry_run = 0;
    options.stops_at_rejection = 1;
    rows.taken = 0;
    EXPECT(CADASTRE_STOPPED, cadastre_store_import(store, &options, read_some, reject_line, &rows, &summary, NULL));
    CHECK(rows.rejected == 4);
    options.stops_at_rejection = 0;
    options.creates_types = 1;
    rows.taken = 0;
    EXPECT(CADASTRE_OK, cadastre_store_import(store, &options, read_some, NULL, &rows, &summary, NULL));
    CHECK(strstr(summary.bytes, "\"rejected\":2") != NULL);
    rows.taken = 0;
    EXPECT(CADASTRE_OK, cadastre_store_import(store, &options, read_some, NULL, &rows, &summary, NULL));
    CHECK(strstr(summary.bytes, "\"added\":0") != NULL && strstr(summary.bytes, "\"unchanged\":3") != NULL);
    options.source = "\xff";
    EXPECT(CADASTRE_INVALID, cadastre_store_import(store, &options, read_some, NULL, &rows, NULL, NULL));
    cadastre_buffer_free(&summary);
    free(rows.bytes);
}

int main(int argc, char **argv)
{
    CHECK(argc == 2);
    cadastre_store *store = open_store(in_folder(argv[1], "register"));
    cadastre_session *ada = new_user(store, "ada");
    char id[CADASTRE_ID_SIZE];

    for (int count = 0; count < 50; count++) {
        new_property(ada, id);
    }
    go_around(store, argv[1]);
    stop(store, ada);
    import_table(store);
    verify(store);
    EXPECT(CADASTRE_OK, cadastre_session_free(ada));
    EXPECT(CADASTRE_OK, cadastre_store_close(store));
    return 0;
}

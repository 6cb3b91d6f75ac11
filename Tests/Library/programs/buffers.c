/* What becomes of a buffer: buffers FOLDER */
#include "program.h"

int main(int argc, char **argv)
{
    CHECK(argc == 2);
    cadastre_store *store = open_store(in_folder(argv[1], "register"));
    cadastre_session *ada = new_user(store, "ada");
    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
    char id[CADASTRE_ID_SIZE], json[12000], revision[CADASTRE_REVISION_SIZE];

    /* A large answer, and a small one in the same storage. */
    new_property(ada, id);
    memset(json, 'x', sizeof json);
    const int start = snprintf(json, sizeof json, "{\"description\":\"");
    json[start] = 'x';
    snprintf(json + start + 9000, 3, "\"}");
    EXPECT(CADASTRE_OK, cadastre_property_patch(ada, id, json, strlen(json), NULL, &buffer, NULL));
    CHECK(buffer.count > 9000 && buffer.count == strlen(buffer.bytes));
    CHECK(buffer.capacity > buffer.count);
    CHECK(strlen(buffer.revision) > 2 && strncmp(buffer.revision, "2-", 2) == 0);
    memcpy(revision, buffer.revision, sizeof revision);
    char *storage = buffer.bytes;
    const size_t capacity = buffer.capacity;
    for (int round = 0; round < 100; round++) {
        EXPECT(CADASTRE_OK, cadastre_type_get(ada, "house", &buffer, NULL));
        CHECK(strcmp(buffer.bytes, "{\"id\":\"house\",\"label\":\"House\"}") == 0);
        CHECK(buffer.count == strlen(buffer.bytes));
        CHECK(buffer.bytes == storage && buffer.capacity == capacity);
        CHECK(buffer.revision[0] == '\0');
    }

    /* A failure leaves it alone. */
    EXPECT(CADASTRE_NOT_FOUND, cadastre_property_get(ada, "house", &buffer, NULL));
    CHECK(strcmp(buffer.bytes, "{\"id\":\"house\",\"label\":\"House\"}") == 0);

    /* Read and write agree on the revision, and a stale one is refused. */
    EXPECT(CADASTRE_OK, cadastre_property_get(ada, id, &buffer, NULL));
    CHECK(strcmp(buffer.revision, revision) == 0);
    EXPECT(CADASTRE_OK, cadastre_property_patch(ada, id, "{\"name\":\"B\"}", 12, revision, &buffer, NULL));
    EXPECT(CADASTRE_STALE, cadastre_property_patch(ada, id, "{\"name\":\"C\"}", 12, revision, &buffer, NULL));
    EXPECT(CADASTRE_OK, cadastre_property_patch(ada, id, "{\"name\":\"C\"}", 12, "*", NULL, NULL));

    /* Freed it is empty, and may be freed and used again. */
    cadastre_buffer_free(&buffer);
    CHECK(buffer.bytes == NULL && buffer.count == 0 && buffer.capacity == 0 && buffer.revision[0] == '\0');
    cadastre_buffer_free(&buffer);
    cadastre_buffer_free(NULL);
    EXPECT(CADASTRE_OK, cadastre_type_list(ada, &buffer, NULL));
    cadastre_buffer_free(&buffer);

    EXPECT(CADASTRE_OK, cadastre_session_free(ada));
    EXPECT(CADASTRE_OK, cadastre_store_close(store));
    return 0;
}

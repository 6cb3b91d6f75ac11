/* Beside another library that brings a Swift runtime of its own: beside FOLDER LIBRARY OTHER [first]
 *
 * With `first`, the other library is loaded before Cadastre. */
#include "loaded.h"

#include <pthread.h>

static int64_t (*count_words)(const char *);
static __typeof__(&cadastre_property_list) list;
static __typeof__(&cadastre_property_create) create;
static __typeof__(&cadastre_buffer_free) free_buffer;
static cadastre_session *ada;

static void *use_both(void *unused)
{
    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
    for (int round = 0; round < 50; round++) {
        CHECK(count_words("one two Two three één één") == 4);
        CHECK(create(ada, house, strlen(house), &buffer, NULL) == CADASTRE_OK);
        CHECK(count_words(buffer.bytes) == 1);
        CHECK(list(ada, "{\"city\":\"BORDEAUX\"}", &buffer, NULL) == CADASTRE_OK);
        CHECK(strstr(buffer.bytes, "\"name\":\"House\"") != NULL);
    }
    free_buffer(&buffer);
    return unused;
}

int main(int argc, char **argv)
{
    pthread_t threads[4];

    CHECK(argc >= 4);
    void *other = argc > 4 ? load(argv[3]) : NULL;
    void *library = load(argv[2]);
    other = other != NULL ? other : load(argv[3]);
    count_words = (int64_t(*)(const char *))(uintptr_t)dlsym(other, "count_words");
    CHECK(count_words != NULL);
    FIND(cadastre_store_open);
    FIND(cadastre_store_close);
    FIND(cadastre_store_create_user);
    FIND(cadastre_session_login);
    FIND(cadastre_session_free);
    FIND(cadastre_property_list);
    FIND(cadastre_property_create);
    FIND(cadastre_buffer_free);
    list = cadastre_property_list_;
    create = cadastre_property_create_;
    free_buffer = cadastre_buffer_free_;

    static const char user[] = "{\"email\":\"ada@example.org\",\"password\":\"correct horse battery\","
                               "\"firstName\":\"Ada\",\"lastName\":\"Martin\"}";
    cadastre_store *store = NULL;
    CHECK(cadastre_store_open_(in_folder(argv[1], "register"), NULL, &store, NULL) == CADASTRE_OK);
    CHECK(cadastre_store_create_user_(store, user, strlen(user), "user", NULL, NULL) == CADASTRE_OK);
    CHECK(cadastre_session_login_(store, "ada@example.org", password, NULL, &ada, NULL) == CADASTRE_OK);
    for (int index = 0; index < 4; index++) {
        CHECK(pthread_create(&threads[index], NULL, use_both, NULL) == 0);
    }
    for (int index = 0; index < 4; index++) {
        CHECK(pthread_join(threads[index], NULL) == 0);
    }
    CHECK(cadastre_session_free_(ada) == CADASTRE_OK);
    CHECK(cadastre_store_close_(store) == CADASTRE_OK);
    return 0;
}

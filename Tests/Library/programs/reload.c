/* Loads the library, uses it, and unloads it, a hundred times: reload FOLDER LIBRARY */
#include "loaded.h"

int main(int argc, char **argv)
{
    CHECK(argc == 3);
    for (int round = 0; round < 100; round++) {
        void *library = load(argv[2]);
        CHECK(dlsym(RTLD_DEFAULT, "cadastre_version") == NULL);
        FIND(cadastre_store_open);
        FIND(cadastre_store_close);
        FIND(cadastre_session_anonymous);
        FIND(cadastre_session_free);
        FIND(cadastre_type_list);
        FIND(cadastre_type_put);
        FIND(cadastre_store_session);
        FIND(cadastre_buffer_free);

        cadastre_store *store = NULL;
        cadastre_session *session = NULL, *operator_ = NULL;
        cadastre_buffer types = CADASTRE_BUFFER_INIT;
        char label[64];
        snprintf(label, sizeof label, "{\"label\":\"Round %d\"}", round);
        CHECK(cadastre_store_open_(in_folder(argv[1], "register"), NULL, &store, NULL) == CADASTRE_OK);
        CHECK(cadastre_store_session_(store, &operator_, NULL) == CADASTRE_OK);
        CHECK(cadastre_type_put_(operator_, "round", label, strlen(label), NULL, NULL, NULL) == CADASTRE_OK);
        CHECK(cadastre_session_anonymous_(store, &session, NULL) == CADASTRE_OK);
        CHECK(cadastre_type_list_(session, &types, NULL) == CADASTRE_OK);
        snprintf(label, sizeof label, "\"Round %d\"", round);
        CHECK(strstr(types.bytes, label) != NULL);
        cadastre_buffer_free_(&types);
        /* Every other time the library goes while its handles are there. */
        if (round % 2 == 0) {
            CHECK(cadastre_session_free_(session) == CADASTRE_OK);
            CHECK(cadastre_session_free_(operator_) == CADASTRE_OK);
            CHECK(cadastre_store_close_(store) == CADASTRE_OK);
        }
        CHECK(dlclose(library) == 0);
    }
    return 0;
}

/* One of many processes that make one register at once: founder FOLDER
 *
 * Waits for the end of its standard input, so that all begin together, and prints the key that tokens are signed with. */
#include "program.h"

int main(int argc, char **argv)
{
    CHECK(argc == 2);
    while (getchar() != EOF) {
    }
    cadastre_buffer key = CADASTRE_BUFFER_INIT;
    cadastre_store *store = open_store(in_folder(argv[1], "register"));
    EXPECT(CADASTRE_OK, cadastre_store_token_key(store, &key, NULL));
    puts(key.bytes);
    cadastre_buffer_free(&key);
    EXPECT(CADASTRE_OK, cadastre_store_close(store));
    return 0;
}

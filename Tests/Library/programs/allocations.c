/* Counts what a loop of reads allocates: allocations FOLDER */
#include "program.h"

#include <stdatomic.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static atomic_long allocations;

void *malloc(size_t size)
{
    allocations++;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    allocations++;
    return __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    allocations++;
    return __libc_realloc(memory, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    allocations++;
    *memory = __libc_memalign(alignment, size);
    return *memory == NULL ? 12 : 0;
}

int main(int argc, char **argv)
{
    CHECK(argc == 2);
    cadastre_store *store = open_store(in_folder(argv[1], "register"));
    cadastre_session *ada = new_user(store, "ada");
    cadastre_session *anybody = anonymous(store);
    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
    char id[CADASTRE_ID_SIZE];

    new_property(ada, id);
    CHECK(allocations > 0);
    for (int round = 0; round < 1010; round++) {
        if (round == 10) {
            allocations = 0;
        }
        EXPECT(CADASTRE_OK, cadastre_property_get(anybody, id, &buffer, NULL));
    }
    const long counted = allocations;
    printf("%ld allocations in 1,000 reads\n", counted);
    CHECK(counted == 0);

    cadastre_buffer_free(&buffer);
    EXPECT(CADASTRE_OK, cadastre_session_free(anybody));
    EXPECT(CADASTRE_OK, cadastre_session_free(ada));
    EXPECT(CADASTRE_OK, cadastre_store_close(store));
    return 0;
}

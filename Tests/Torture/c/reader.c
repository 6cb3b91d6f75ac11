/* Holds reads of a store, as a program does that forgets them: reader DIRECTORY COUNT
 *
 * Says how many it got, and holds them until its standard input ends, or it is killed. */
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 2048 };

int main(int argc, char **argv)
{
    static MDB_txn *reads[MOST];
    MDB_env *environment = NULL;
    int count = 0;

    if (argc != 3) return 64;
    int code = mdb_env_create(&environment);
    if (code == 0) code = mdb_env_set_maxreaders(environment, MOST);
    if (code == 0) code = mdb_env_open(environment, argv[1], MDB_RDONLY | MDB_NOTLS, 0);
    while (code == 0 && count < atoi(argv[2]) && count < MOST) {
        code = mdb_txn_begin(environment, NULL, MDB_RDONLY, &reads[count]);
        if (code == 0) count++;
    }
    if (code != 0 && code != MDB_READERS_FULL) {
        fprintf(stderr, "reader: %s\n", mdb_strerror(code));
        return 74;
    }
    printf("%d\n", count);
    fflush(stdout);
    while (getchar() != EOF) {}
    while (count > 0) mdb_txn_abort(reads[--count]);
    mdb_env_close(environment);
    return 0;
}

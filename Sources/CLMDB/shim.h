#include <lmdb.h>

/* Not in Swift's Glibc module: what file system a directory is on. */
#include <linux/magic.h>
#include <sys/vfs.h>

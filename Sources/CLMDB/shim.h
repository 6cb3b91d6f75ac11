#include <lmdb.h>

/* Not in Swift's Glibc module: what file system a directory is on, and taking space for a file. */
#include <linux/falloc.h>
#include <linux/magic.h>
#include <sys/types.h>
#include <sys/vfs.h>

/* Declared by <fcntl.h> for _GNU_SOURCE only. */
int fallocate(int descriptor, int mode, off_t offset, off_t count);

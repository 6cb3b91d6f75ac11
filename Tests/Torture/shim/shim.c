/* Stands between a program and its disk: LD_PRELOAD it.
 *
 * TORTURE_STORE    the directory whose data.mdb is meant
 * TORTURE_TRACE    where to append what happens to that file, and what the program says on sockets meanwhile
 * TORTURE_CONTROL  a file of int32 numbers, as in `enum fault`, that may change at any time
 *
 * The file is made as data.mdb.new, and gets its name when it is whole. That, and syncs of its directory and of the one
 * around that, are noted as well.
 *
 * LMDB writes pages through one descriptor and syncs that; it writes the meta page through another, of O_DSYNC.
 * It reads through a memory map, which nothing here can make fail: only the reads at opening can. A file that is cut short
 * makes that fail: the case shortened-file.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { MOST_DESCRIPTORS = 65536, MOST_PARTS = 64, STEP_MILLISECONDS = 10 };
enum file { OTHER, DATA, DATA_SYNCHRONOUS, DIRECTORY, PARENT };
/* Of read, write, sync and open: the errno to fail with, or 0. */
enum fault { READ_ERROR, WRITE_ERROR, SYNC_ERROR, OPEN_ERROR, SYNC_MILLISECONDS, CLOCK_SECONDS, FAULT_COUNT };

struct record {
    char kind[8];
    int64_t offset;
    int64_t length;
};

static _Atomic unsigned char files[MOST_DESCRIPTORS];
static char data_path[PATH_MAX], new_path[PATH_MAX], store_path[PATH_MAX], parent_path[PATH_MAX];
static int trace = -1;
static const _Atomic int32_t *control;

__attribute__((constructor)) static void begin(void)
{
    const char *store = getenv("TORTURE_STORE");
    const char *trace_path = getenv("TORTURE_TRACE");
    const char *control_path = getenv("TORTURE_CONTROL");
    if (store != NULL && strlen(store) + sizeof "/data.mdb.new" <= sizeof data_path) {
        strcat(strcpy(data_path, store), "/data.mdb");
        strcat(strcpy(new_path, data_path), ".new");
        strcat(strcpy(parent_path, strcpy(store_path, store)), "/..");
    }
    if (trace_path != NULL) {
        trace = (int)syscall(SYS_openat, AT_FDCWD, trace_path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    }
    if (control_path != NULL) {
        int file = (int)syscall(SYS_openat, AT_FDCWD, control_path, O_RDONLY | O_CLOEXEC);
        void *map = mmap(NULL, sizeof(int32_t) * FAULT_COUNT, PROT_READ, MAP_SHARED, file, 0);
        if (map != MAP_FAILED) control = map;
        syscall(SYS_close, file);
    }
}

static int32_t fault(enum fault which)
{
    return control == NULL ? 0 : atomic_load_explicit(&control[which], memory_order_relaxed);
}

static int fails(enum fault which)
{
    int32_t code = fault(which);
    if (code != 0) errno = code;
    return code != 0;
}

static enum file file_of(int descriptor)
{
    return descriptor < 0 || descriptor >= MOST_DESCRIPTORS ? OTHER : (enum file)files[descriptor];
}

static int is_data(enum file file)
{
    return file == DATA || file == DATA_SYNCHRONOUS;
}

/* Appends one record. O_APPEND makes it whole and puts all threads and processes in one order. */
static void note(const char *kind, int64_t offset, const struct iovec *parts, int count)
{
    if (trace < 0) return;
    if (count > MOST_PARTS) abort();
    struct record record = {.offset = offset};
    struct iovec all[MOST_PARTS + 1] = {{&record, sizeof record}};
    int error = errno;
    memcpy(record.kind, kind, strlen(kind));
    for (int part = 0; part < count; part++) {
        all[part + 1] = parts[part];
        record.length += (int64_t)parts[part].iov_len;
    }
    if (syscall(SYS_writev, trace, all, count + 1) < 0) abort();
    errno = error;
}

static size_t length_of(const struct iovec *parts, int count)
{
    size_t length = 0;
    for (int part = 0; part < count; part++) length += parts[part].iov_len;
    return length;
}

/* What a program says to others is noted before they can hear it. */
static void note_said(int descriptor, const struct iovec *parts, int count)
{
    int type = 0;
    socklen_t size = sizeof type;
    if (trace < 0) return;
    int error = errno;
    if (getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0) note("said", descriptor, parts, count);
    errno = error;
}

/* Writes at an offset, or where the descriptor stands if that is negative. */
static ssize_t put(int descriptor, const struct iovec *parts, int count, off_t offset)
{
    enum file file = file_of(descriptor);
    int stands = offset < 0;
    if (!is_data(file)) {
        if (!stands) return syscall(SYS_pwritev, descriptor, parts, count, offset, 0);
        note_said(descriptor, parts, count);
        return syscall(SYS_writev, descriptor, parts, count);
    }
    if (fails(WRITE_ERROR)) return -1;
    if (stands) offset = (off_t)syscall(SYS_lseek, descriptor, 0, SEEK_CUR);
    note("write", offset, parts, count);
    ssize_t written = stands ? syscall(SYS_writev, descriptor, parts, count)
                             : syscall(SYS_pwritev, descriptor, parts, count, offset, 0);
    /* The trace would tell what never was. */
    if (trace >= 0 && written >= 0 && (size_t)written != length_of(parts, count)) abort();
    if (file == DATA_SYNCHRONOUS) note("written", offset, parts, written < 0 ? 0 : count);
    return written;
}

ssize_t write(int descriptor, const void *bytes, size_t count)
{
    struct iovec part = {(void *)bytes, count};
    return put(descriptor, &part, 1, -1);
}

ssize_t writev(int descriptor, const struct iovec *parts, int count)
{
    return put(descriptor, parts, count, -1);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset)
{
    struct iovec part = {(void *)bytes, count};
    return put(descriptor, &part, 1, offset);
}

ssize_t pwritev(int descriptor, const struct iovec *parts, int count, off_t offset)
{
    return put(descriptor, parts, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset)
    __attribute__((alias("pwrite")));
ssize_t pwritev64(int descriptor, const struct iovec *parts, int count, off64_t offset)
    __attribute__((alias("pwritev")));

ssize_t send(int descriptor, const void *bytes, size_t count, int flags)
{
    struct iovec part = {(void *)bytes, count};
    note_said(descriptor, &part, 1);
    return syscall(SYS_sendto, descriptor, bytes, count, flags, NULL, 0);
}

ssize_t sendmsg(int descriptor, const struct msghdr *message, int flags)
{
    note_said(descriptor, message->msg_iov, (int)message->msg_iovlen);
    return syscall(SYS_sendmsg, descriptor, message, flags);
}

ssize_t pread(int descriptor, void *bytes, size_t count, off_t offset)
{
    if (is_data(file_of(descriptor)) && fails(READ_ERROR)) return -1;
    return syscall(SYS_pread64, descriptor, bytes, count, offset);
}

ssize_t pread64(int descriptor, void *bytes, size_t count, off64_t offset) __attribute__((alias("pread")));

ssize_t read(int descriptor, void *bytes, size_t count)
{
    if (is_data(file_of(descriptor)) && fails(READ_ERROR)) return -1;
    return syscall(SYS_read, descriptor, bytes, count);
}

int ftruncate(int descriptor, off_t length)
{
    if (is_data(file_of(descriptor))) {
        if (fails(WRITE_ERROR)) return -1;
        note("size", length, NULL, 0);
    }
    return (int)syscall(SYS_ftruncate, descriptor, length);
}

int ftruncate64(int descriptor, off64_t length) __attribute__((alias("ftruncate")));

static int synchronise(long call, int descriptor)
{
    enum file file = file_of(descriptor);
    if (file == DIRECTORY || file == PARENT) {
        int status = (int)syscall(call, descriptor);
        if (status == 0) note("kept", file == PARENT, NULL, 0);
        return status;
    }
    if (!is_data(file)) return (int)syscall(call, descriptor);
    /* In steps, as it may be told to make haste. */
    for (int32_t waited = 0; waited < fault(SYNC_MILLISECONDS); waited += STEP_MILLISECONDS) {
        const struct timespec pause = {0, STEP_MILLISECONDS * 1000000L};
        syscall(SYS_nanosleep, &pause, NULL);
    }
    if (fails(SYNC_ERROR)) return -1;
    note("sync", 0, NULL, 0);
    int status = (int)syscall(call, descriptor);
    if (status == 0) note("synced", 0, NULL, 0);
    return status;
}

int fsync(int descriptor)
{
    return synchronise(SYS_fsync, descriptor);
}

int fdatasync(int descriptor)
{
    return synchronise(SYS_fdatasync, descriptor);
}

static enum file file_at(const char *path, int flags)
{
    if (data_path[0] == '\0') return OTHER;
    if (strcmp(path, store_path) == 0) return DIRECTORY;
    if (strcmp(path, parent_path) == 0) return PARENT;
    if (strcmp(path, data_path) != 0 && strcmp(path, new_path) != 0) return OTHER;
    return (flags & O_DSYNC) != 0 ? DATA_SYNCHRONOUS : DATA;
}

static int open_at(int directory, const char *path, int flags, mode_t mode)
{
    enum file file = file_at(path, flags);
    if (is_data(file) && fails(OPEN_ERROR)) return -1;
    int is_made = is_data(file) && (flags & O_CREAT) != 0 && strcmp(path, data_path) == 0 &&
                  syscall(SYS_faccessat, directory, path, F_OK) != 0;
    int descriptor = (int)syscall(SYS_openat, directory, path, flags, mode);
    if (descriptor >= 0 && descriptor < MOST_DESCRIPTORS) files[descriptor] = (unsigned char)file;
    if (descriptor >= 0 && is_made) note("named", 0, NULL, 0);
    return descriptor;
}

int rename(const char *from, const char *to)
{
    int status = (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    if (status == 0 && data_path[0] != '\0' && strcmp(to, data_path) == 0) note("named", 0, NULL, 0);
    return status;
}

int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_at(AT_FDCWD, path, flags, mode);
}

int openat(int directory, const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_at(directory, path, flags, mode);
}

int open64(const char *path, int flags, ...) __attribute__((alias("open")));
int openat64(int directory, const char *path, int flags, ...) __attribute__((alias("openat")));

int close(int descriptor)
{
    if (descriptor >= 0 && descriptor < MOST_DESCRIPTORS) files[descriptor] = OTHER;
    return (int)syscall(SYS_close, descriptor);
}

int clock_gettime(clockid_t clock, struct timespec *time)
{
    int status = (int)syscall(SYS_clock_gettime, clock, time);
    if (status == 0 && clock == CLOCK_REALTIME) time->tv_sec += fault(CLOCK_SECONDS);
    return status;
}

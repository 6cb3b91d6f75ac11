/* Tells ThreadSanitizer what Swift's Mutex does: LD_PRELOAD it.
 *
 * A free Mutex is locked and let go of by the program itself, which ThreadSanitizer sees. One that somebody waits for is
 * handed on by the kernel, for a library that the toolchain ships without instrumentation: the two functions of it below.
 * Each does what it did, and says so. In a program that is not instrumented they only do what they did.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))
#define HANDLE "$s15Synchronization12_MutexHandleV"
#define LOCK HANDLE "9_lockSlowyys6UInt32VF"
#define UNLOCK HANDLE "11_unlockSlowyyF"

extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

SWIFT void lock(uint32_t thread, SELF void *handle) __asm__(LOCK);
SWIFT void unlock(SELF void *handle) __asm__(UNLOCK);

static SWIFT void (*original_lock)(uint32_t, SELF void *);
static SWIFT void (*original_unlock)(SELF void *);

/* Before any thread: neither is called sooner. */
__attribute__((constructor)) static void find(void)
{
    *(void **)&original_lock = dlsym(RTLD_NEXT, LOCK);
    *(void **)&original_unlock = dlsym(RTLD_NEXT, UNLOCK);
}

SWIFT void lock(uint32_t thread, SELF void *handle)
{
    if (!original_lock)
        abort();
    original_lock(thread, handle);
    if (__tsan_acquire)
        __tsan_acquire(handle);
}

SWIFT void unlock(SELF void *handle)
{
    if (!original_unlock)
        abort();
    if (__tsan_release)
        __tsan_release(handle);
    original_unlock(handle);
}

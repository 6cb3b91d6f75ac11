#include "fork_gate.h"

#include <linux/membarrier.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum state { OPEN, DRAINING, FORKING };

// Where one thread says whether it is inside. Only that thread writes it: going in and out costs two plain stores.
struct place {
    _Alignas(64) atomic_uint inside;
    atomic_bool taken;
    struct place *next;
};

static atomic_int state;
static _Atomic(struct place *) places;
static pthread_mutex_t forking = PTHREAD_MUTEX_INITIALIZER;
static pthread_key_t thread_end;
static bool has_membarrier;

// The place of this thread, and how often it has stepped out and not in again.
static _Thread_local struct {
    struct place *place;
    unsigned outside;
} mine;

static void pause_briefly(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 50000}, NULL);
}

// MARK: Order

// Who goes in writes that it is inside, then reads the state; who forks writes the state, then reads who is inside. One of
// them sees the other if neither's read comes before its write. The rare one sees to that for both.

static void fence_of_many(void)
{
    if (has_membarrier) {
        atomic_signal_fence(memory_order_seq_cst);
    } else {
        atomic_thread_fence(memory_order_seq_cst);
    }
}

static void fence_of_one(void)
{
    atomic_thread_fence(memory_order_seq_cst);
    if (has_membarrier) {
        syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
    }
}

// MARK: Places

static struct place *take_place(void)
{
    for (struct place *place = atomic_load(&places); place != NULL; place = place->next) {
        if (!atomic_exchange(&place->taken, true)) {
            return place;
        }
    }
    struct place *place;
    while ((place = aligned_alloc(_Alignof(struct place), sizeof *place)) == NULL) {
        pause_briefly(); // A call can't go on without one, and can't say so.
    }
    atomic_init(&place->inside, 0);
    atomic_init(&place->taken, true);
    place->next = atomic_load(&places);
    while (!atomic_compare_exchange_weak(&places, &place->next, place)) {
    }
    return place;
}

static void give_back(void *place)
{
    mine.place = NULL;
    atomic_store(&((struct place *)place)->taken, false);
}

static struct place *my_place(void)
{
    if (mine.place == NULL) {
        mine.place = take_place();
        pthread_setspecific(thread_end, mine.place);
    }
    return mine.place;
}

// MARK: Going in and out

void fork_gate_enter(void)
{
    struct place *place = my_place();
    const unsigned inside = atomic_load_explicit(&place->inside, memory_order_relaxed);

    for (;;) {
        atomic_store_explicit(&place->inside, inside + 1, memory_order_relaxed);
        fence_of_many();
        const int seen = atomic_load_explicit(&state, memory_order_acquire);
        if (seen == OPEN || inside > 0 || (seen == DRAINING && mine.outside > 0)) {
            return;
        }
        atomic_store_explicit(&place->inside, inside, memory_order_release);
        while (atomic_load(&state) == seen) {
            pause_briefly();
        }
    }
}

void fork_gate_leave(void)
{
    struct place *place = mine.place;
    const unsigned inside = atomic_load_explicit(&place->inside, memory_order_relaxed);
    atomic_store_explicit(&place->inside, inside - 1, memory_order_release);
}

void fork_gate_step_out(void)
{
    mine.outside++;
    fork_gate_leave();
}

void fork_gate_step_in(void)
{
    fork_gate_enter();
    mine.outside--;
}

// MARK: fork

static bool is_empty(void)
{
    for (struct place *place = atomic_load(&places); place != NULL; place = place->next) {
        if (place != mine.place && atomic_load_explicit(&place->inside, memory_order_acquire) != 0) {
            return false;
        }
    }
    return true;
}

static void before_fork(void)
{
    pthread_mutex_lock(&forking);
    for (;;) {
        atomic_store(&state, DRAINING);
        fence_of_one();
        while (!is_empty()) {
            pause_briefly();
        }
        // Nobody gets in from here on, but somebody who had stepped out may just have come back.
        atomic_store(&state, FORKING);
        fence_of_one();
        if (is_empty()) {
            return;
        }
    }
}

static void after_fork(void)
{
    atomic_store(&state, OPEN);
    pthread_mutex_unlock(&forking);
}

static void in_child(void)
{
    // The other threads are not here.
    for (struct place *place = atomic_load(&places); place != NULL; place = place->next) {
        if (place != mine.place) {
            atomic_store(&place->inside, 0);
            atomic_store(&place->taken, false);
        }
    }
    after_fork();
}

__attribute__((constructor)) static void set_up(void)
{
    has_membarrier = syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
    pthread_key_create(&thread_end, give_back);
    pthread_atfork(before_fork, after_fork, in_child);
}

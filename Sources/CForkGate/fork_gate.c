#include "fork_gate.h"

#include <linux/membarrier.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum state { OPEN, CLOSED };

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

static _Thread_local struct {
    struct place *place;
    // Other handlers of `fork` may call the library on the thread that forks, before the gate opens again.
    bool is_forking;
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

static void go_in(void)
{
    struct place *place = my_place();
    const unsigned inside = atomic_load_explicit(&place->inside, memory_order_relaxed);

    for (;;) {
        atomic_store_explicit(&place->inside, inside + 1, memory_order_relaxed);
        fence_of_many();
        if (atomic_load_explicit(&state, memory_order_acquire) == OPEN || inside > 0 || mine.is_forking) {
            return;
        }
        atomic_store_explicit(&place->inside, inside, memory_order_release);
        while (atomic_load(&state) == CLOSED) {
            pause_briefly();
        }
    }
}

static void go_out(void)
{
    struct place *place = mine.place;
    const unsigned inside = atomic_load_explicit(&place->inside, memory_order_relaxed);
    atomic_store_explicit(&place->inside, inside - 1, memory_order_release);
}

int fork_gate_enter(void)
{
    // First: waiting is where a thread can be cancelled.
    int cancelling;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancelling);
    go_in();
    return cancelling;
}

void fork_gate_leave(int cancelling)
{
    go_out();
    pthread_setcancelstate(cancelling, NULL);
}

void fork_gate_step_out(void)
{
    go_out();
}

void fork_gate_step_in(void)
{
    go_in();
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

// Nobody gets in from here on, and nobody who is in waits for somebody who is not.
static void before_fork(void)
{
    pthread_mutex_lock(&forking);
    mine.is_forking = true;
    atomic_store(&state, CLOSED);
    fence_of_one();
    while (!is_empty()) {
        pause_briefly();
    }
}

static void after_fork(void)
{
    atomic_store(&state, OPEN);
    mine.is_forking = false;
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

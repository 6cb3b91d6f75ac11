#ifndef FORK_GATE_H
#define FORK_GATE_H

/// Keeps `fork` from copying a process while one of its threads is inside the library.
///
/// Swift's runtime makes metadata and globals on first use, under locks that a child inherits as they are: one whose
/// thread is not copied stays closed for ever. So a `fork` waits until all are out, and whoever comes meanwhile waits
/// until it is done. The gate is set up as the library is loaded.

/// Goes in. Until it goes out, this thread can't be cancelled: it would leave behind what it holds.
///
/// Whoever is inside must not wait for a thread that is outside: it may itself wait, until a fork is done, to get in.
///
/// Returns what ``fork_gate_leave`` takes.
int fork_gate_enter(void);

/// Goes out.
void fork_gate_leave(int cancelling);

/// Goes out for a while, from inside, to call the program back, or to wait for other threads: however long that takes, no fork waits
/// for it. Meanwhile this thread may call the library, and may fork. It still can't be cancelled.
void fork_gate_step_out(void);

/// Comes back from there.
void fork_gate_step_in(void);

#endif

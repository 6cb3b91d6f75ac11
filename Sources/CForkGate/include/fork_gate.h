#ifndef FORK_GATE_H
#define FORK_GATE_H

/// Keeps `fork` from copying a process while one of its threads is inside the library.
///
/// Swift's runtime makes metadata and globals on first use, under locks that a child inherits as they are: one whose
/// thread is not copied stays closed for ever. So a `fork` waits until all are out, and whoever comes meanwhile waits
/// until it is done. The gate is set up as the library is loaded.

/// Goes in.
void fork_gate_enter(void);

/// Goes out.
void fork_gate_leave(void);

/// Goes out to call the program back, for however long that takes; it may call the library, and it may fork. What this
/// thread does until it steps in again does not wait for a fork that itself waits: whoever is inside may wait for this
/// thread.
void fork_gate_step_out(void);

/// Comes back from there.
void fork_gate_step_in(void);

#endif

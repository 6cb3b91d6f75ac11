#ifndef OPEN_H
#define OPEN_H

/// What opens files in the whole program it is linked into: there `open` is this one, and not the C library's.
///
/// Once a second Dispatch reads the state of those of its threads that work waits for, from a file of `/proc`, and where
/// that can't be opened it takes the thread for lost and ends the process: also where there is just no descriptor left.
/// Then it gets one that nothing is behind. It can't read from that, and takes the thread for one that waits.
int open(const char *path, int flags, ...);

#endif

/* The handles of one input: those that live, and those that did. */
#ifndef HANDLES_H
#define HANDLES_H

#include "input.h"

#include <cadastre.h>

enum kind { STORE, SESSION, EXPORT, KINDS };
enum { HANDLES_OF_A_KIND = 6 };

struct kept {
    void *handle;
    int lives;
};

struct handles {
    struct kept all[KINDS][HANDLES_OF_A_KIND];
    unsigned made[KINDS];
};

/* Opens the register, with sessions of a user, of nobody and of the operator. */
void begin_handles(struct handles *handles);

/* A handle that is right, or one that is not. */
void *choose_handle(const struct handles *handles, enum kind kind, struct input *input);

/* Takes what a call has made, and frees the one that was longest in its place. */
void keep_handle(struct handles *handles, enum kind kind, void *handle, cadastre_status status);

/* Notes that a handle has been freed, and checks that it could be. */
void forget_handle(struct handles *handles, enum kind kind, const void *handle, cadastre_status status);

/* Frees all: whatever has been done to them, each can be freed once. */
void end_handles(struct handles *handles);

#endif

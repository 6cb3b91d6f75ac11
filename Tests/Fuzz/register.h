/* The register that each input of the fuzzer begins with: always the same one, made once and copied. */
#ifndef REGISTER_H
#define REGISTER_H

#include <cadastre.h>

/* What is in it, as texts for the calls. */
struct contents {
    char ada[CADASTRE_ID_SIZE];      /* a user */
    char property[CADASTRE_ID_SIZE]; /* hers */
    char room[CADASTRE_ID_SIZE];     /* of it */
    char revision[CADASTRE_REVISION_SIZE];
    char user_token[1024], admin_token[1024];
    char refresh[512]; /* JSON with a refresh token */
    char *export_; /* of all of it */
    size_t export_count;
};

/* How it is opened. The address space is small, so that the store can be full. */
cadastre_store_options usual_options(void);

/* Makes the register in the folder `template` of the current one, or again where its tokens soon run out. */
const struct contents *template_register(void);

/* Puts a copy of it into the folder `register`, whatever was there, and removes what else an input has made. */
void begin_with_template(void);

/* Stops the program, with a sentence. */
void stop(const char *why);

#endif

#pragma once

/** How many passwords are in the list. */
#define CADASTRE_COMMON_PASSWORD_COUNT 10000
/** How many bytes there are of each: the first of the SHA-256 of the password in ASCII lower case. */
#define CADASTRE_COMMON_PASSWORD_BYTES 8

/** The list, in ascending order, static: `digests.bin` beside this target's source.
 *
 * A function, as Swift can't import an array of unknown length.
 */
const unsigned char *cadastre_common_passwords(void);

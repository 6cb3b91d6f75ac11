#include "common_passwords.h"

static const unsigned char digests[] = {
#embed "digests.bin"
};

_Static_assert(sizeof digests == CADASTRE_COMMON_PASSWORD_COUNT * CADASTRE_COMMON_PASSWORD_BYTES,
               "digests.bin is not what scripts/make-common-passwords makes");

const unsigned char *cadastre_common_passwords(void) { return digests; }

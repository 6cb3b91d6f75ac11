#pragma once
#include <stddef.h>

/** The OpenAPI 3.1 document of the register, as UTF-8 JSON: `openapi.json` beside this target's source, static, with a NUL
 * behind it.
 *
 * A function, as Swift can't import an array of unknown length.
 */
const unsigned char *cadastre_openapi_json(void);

/** How many bytes `cadastre_openapi_json` returns, without the NUL. */
extern const size_t cadastre_openapi_json_count;

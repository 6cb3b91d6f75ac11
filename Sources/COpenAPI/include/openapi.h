#pragma once
#include <stddef.h>

/** The OpenAPI 3.1 document of the register, as UTF-8 JSON: `openapi.json` beside this target's source. */
extern const unsigned char cadastre_openapi_json[];

/** How many bytes `cadastre_openapi_json` has. */
extern const size_t cadastre_openapi_json_count;

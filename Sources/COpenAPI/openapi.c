#include "openapi.h"

static const unsigned char document[] = {
#embed "openapi.json"
};

const size_t cadastre_openapi_json_count = sizeof document;

const unsigned char *cadastre_openapi_json(void) { return document; }

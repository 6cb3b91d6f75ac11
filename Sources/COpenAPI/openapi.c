#include "openapi.h"

static const unsigned char document[] = {
#embed "openapi.json"
    , 0};

const size_t cadastre_openapi_json_count = sizeof document - 1;

const unsigned char *cadastre_openapi_json(void) { return document; }

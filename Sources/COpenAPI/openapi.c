#include "openapi.h"

const unsigned char cadastre_openapi_json[] = {
#embed "openapi.json"
};

const size_t cadastre_openapi_json_count = sizeof cadastre_openapi_json;

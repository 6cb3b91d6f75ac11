// Made by scripts/make-swagger-assets; change that instead.
#include "assets.h"

static const unsigned char asset_0[] = {
#embed "assets/gzipped/docs.html.gz"
};

static const unsigned char asset_1[] = {
#embed "assets/gzipped/docs.css.gz"
};

static const unsigned char asset_2[] = {
#embed "assets/gzipped/docs.js.gz"
};

static const unsigned char asset_3[] = {
#embed "assets/gzipped/favicon-32x32.png.gz"
};

static const unsigned char asset_4[] = {
#embed "assets/gzipped/swagger-ui-bundle.js.gz"
};

static const unsigned char asset_5[] = {
#embed "assets/gzipped/swagger-ui.css.gz"
};

static const cadastre_asset assets[] = {
    {"/docs", "text/html; charset=utf-8", "ebfdd930dc1e4231",
     asset_0, sizeof asset_0, 624},
    {"/docs/docs.css", "text/css; charset=utf-8", "7f75ff96cef4fe33",
     asset_1, sizeof asset_1, 154},
    {"/docs/docs.js", "text/javascript; charset=utf-8", "b61aa1d6387f4023",
     asset_2, sizeof asset_2, 474},
    {"/docs/favicon.png", "image/png", "3ed612f41e050ca5",
     asset_3, sizeof asset_3, 628},
    {"/docs/swagger-ui-bundle.js", "text/javascript; charset=utf-8", "3f6abf70480db7e0",
     asset_4, sizeof asset_4, 1684244},
    {"/docs/swagger-ui.css", "text/css; charset=utf-8", "c3cfe8248c4b0b89",
     asset_5, sizeof asset_5, 187576},
};

const size_t cadastre_assets_count = sizeof assets / sizeof assets[0];

const cadastre_asset *cadastre_assets(void) { return assets; }

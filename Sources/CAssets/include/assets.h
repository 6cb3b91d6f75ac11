#pragma once
#include <stddef.h>

/** One file of the documentation page, compressed when the source was made. */
typedef struct {
    /** Where it is served, path-absolute: `/docs/swagger-ui.css`. */
    const char *path;
    /** The value of `Content-Type`. */
    const char *content_type;
    /** The opaque part of the ETag of the file itself, without quotes: the first 16 digits of its SHA-256. */
    const char *etag;
    /** The file in gzip format (RFC 1952). */
    const unsigned char *gzip;
    /** How many bytes `gzip` has. */
    size_t gzip_count;
    /** How many bytes the file has when it is inflated. */
    size_t count;
} cadastre_asset;

/** Every file that the page at `/docs` needs, the page itself first: `cadastre_assets_count` elements, static.
 *
 * A function, as Swift can't import an array of unknown length.
 */
const cadastre_asset *cadastre_assets(void);

/** How many elements `cadastre_assets` returns. */
extern const size_t cadastre_assets_count;

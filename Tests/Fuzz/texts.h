/* Texts that get further into the library than bytes from nowhere. */
#ifndef TEXTS_H
#define TEXTS_H

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static const char *const documents[] = {
    "",
    "null",
    "{}",
    "[]",
    "{\"name\":\"A\",\"type\":\"house\",\"city\":\"Bordeaux\"}",
    "{\"name\":\"\",\"type\":\"castle\",\"city\":\"!\",\"rooms\":[1,{}],\"unknown\":0}",
    ("{\"name\":\"A\",\"type\":\"loft\",\"city\":\"L'Ha\xc3\xbf\",\"description\":\"a\\nb\",\"rooms\":[{\"name\":\"K\","
     "\"kind\":\"k\",\"area\":1e-7,\"features\":{\"a\":1,\"b\":true,\"c\":\"d\"}}]}"),
    "{\"city\":\"Saint-\xc3\x89tienne\"}",
    "{\"rooms\":null}",
    "{\"rooms\":[]}",
    "{\"name\":null,\"description\":null}",
    "{\"name\":\"K\",\"kind\":\"kitchen\",\"area\":12.5}",
    "{\"name\":\"K\",\"kind\":\"kitchen\",\"area\":-1,\"features\":{\"\":null}}",
    "{\"area\":null,\"features\":{\"oven\":null,\"hob\":4}}",
    "{\"label\":\"Mill\"}",
    "{\"label\":\"\"}",
    "{\"firstName\":\"Bob\",\"birthDate\":\"1999-02-29\"}",
    "{\"birthDate\":null,\"lastName\":\"M\"}",
    "{\"email\":\"bob@example.org\",\"password\":\"correct horse\",\"firstName\":\"B\",\"lastName\":\"P\"}",
    "{\"email\":\"ada@example.org\",\"password\":\"correct horse\"}",
    "{\"currentPassword\":\"correct horse\",\"newPassword\":\"correct horses\"}",
    "{\"refreshToken\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}",
    "{\"name\":\"A\",\"name\":\"A\"}",
    "{\"name\":\"\\ud800\"}",
    "{\"name\":\"\xff\"}",
    "{\"version\":1e400}",
    "{\"version\":9007199254740993}",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
};

static const char *const queries[] = {
    "{}",
    "{\"limit\":1}",
    "{\"limit\":\"100\",\"order\":\"oldest\"}",
    "{\"limit\":0}",
    "{\"limit\":1e2}",
    "{\"limit\":99999999999999999999}",
    "{\"city\":\"bordeaux\",\"type\":\"house\",\"limit\":1}",
    "{\"city\":\"\"}",
    "{\"owner\":\"nobody\"}",
    "{\"prefix\":\"b\",\"order\":\"count\"}",
    "{\"prefix\":\"b\",\"order\":\"name\",\"limit\":1}",
    "{\"after\":\"AaHIo2axVcJrAaIP5aTqfaCxW-gqXXZt8Q\"}",
    "{\"after\":\"\"}",
    "{\"city\":null}",
    "{\"city\":[\"a\"]}",
    "{\"unknown\":1}",
};

static const char *const words[] = {
    "", "house", "mill", "user", "admin", "ada@example.org", "bob@example.org", "correct horse", "192.0.2.7",
    "2001:db8::1", "::ffff:192.0.2.7", "1.2.3", "*", "1-abc", "1-abc, 2-def,", "-", "\xff",
    "00000000-0000-7000-8000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
};

#endif

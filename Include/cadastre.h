/** @file cadastre.h
 *  @brief A register of real-estate properties that enforces who owns what, embedded in your program.
 *
 *  @mainpage Cadastre's C interface
 *
 *  @section start Getting started
 *
 *  @code
 *  cadastre_store *store = NULL;
 *  cadastre_session *ada = NULL;
 *  cadastre_buffer page = CADASTRE_BUFFER_INIT;
 *  cadastre_error *error = NULL;
 *
 *  if (cadastre_store_open("register", NULL, &store, &error) == CADASTRE_OK
 *      && cadastre_session_login(store, "ada@example.org", password, NULL, &ada, &error) == CADASTRE_OK
 *      && cadastre_property_list(ada, "{\"city\": \"Bordeaux\"}", &page, &error) == CADASTRE_OK) {
 *      fwrite(page.bytes, 1, page.count, stdout);
 *  } else {
 *      fprintf(stderr, "%s\n", error->message);
 *  }
 *  cadastre_error_free(error);
 *  cadastre_buffer_free(&page);
 *  cadastre_session_free(ada);
 *  cadastre_store_close(store);
 *  @endcode
 *
 *  A register is a directory. Several processes may have it open at once: yours, `cadastre serve`, the command line.
 *  A #cadastre_store is the right to that directory. Whoever uses it acts through a #cadastre_session, which knows who
 *  they are; the library enforces what each may do. JSON goes in and out, in the form and with the rules that
 *  cadastre_openapi_document() describes: what `GET /v1/properties/{id}` answers is what cadastre_property_get() gives,
 *  byte for byte.
 *
 *  @section calls What all calls have in common
 *
 *  - **Status.** A call returns #CADASTRE_OK or what went wrong. What follows is not repeated below. Every call may
 *    return #CADASTRE_MISUSE; every call that takes a text #CADASTRE_TOO_LARGE; and every call that takes an error
 *    #CADASTRE_UNAVAILABLE (also where all reader slots are taken), #CADASTRE_INCOMPATIBLE, #CADASTRE_CORRUPT and
 *    #CADASTRE_INTERNAL. A call of a session with a user also returns #CADASTRE_UNAUTHENTICATED once the session has
 *    ended: its token has run out, or the user has changed their password or is gone.
 *  - **Misuse** is what a program can avoid: NULL where it must not be, a handle that is none, a struct without its size,
 *    more than 1,048,576 handles at once, a change of a store that was opened as `read_only`, and the operator's session
 *    where a user is needed: all of `cadastre_me_…`, and cadastre_property_create().
 *  - **Errors.** The last parameter is NULL, or where to put a description. It is written by each call: NULL on
 *    success. The caller owns it: cadastre_error_free(). There is no "last error" anywhere.
 *  - **Out-parameters** are written on success only, unless it says otherwise. One that is not marked "may be NULL" must
 *    not be.
 *  - **Text.** `const char *` alone is NUL-terminated; with a `size_t` behind it, it is that many bytes, which need no
 *    NUL. All text is UTF-8; what is not is refused: #CADASTRE_MALFORMED where it was to be JSON, #CADASTRE_INVALID
 *    for e-mail, password, role, peer and source, #CADASTRE_NOT_FOUND where it was to be an id,
 *    #CADASTRE_UNAUTHENTICATED a token, #CADASTRE_STALE an expected revision, and #CADASTRE_MISUSE a path. What is
 *    longer than 1 MiB is refused with #CADASTRE_TOO_LARGE, and not read; but an id of 36 characters that goes on is no
 *    id, and a token of more than 16 KiB is none. NULL with a count of 0 is empty. The library keeps none of the
 *    caller's pointers after the call, but for the log callback. Text may lie in a buffer that the same call answers in.
 *  - **Handles** are not addresses. One that is closed, freed, or of another kind is refused with #CADASTRE_MISUSE and
 *    harms nothing, also when another thread closes it at the same moment.
 *  - **Threads.** Any call may be made on any thread, with any handle, at any time, unless it says otherwise. Reads
 *    never wait for writers, only for a `fork`. A change returns when it is on disk; changes of several threads share one
 *    commit, so writing from many threads at once is the fast way to write much. A thread that is cancelled finishes its
 *    call first, callbacks included.
 *  - **fork.** In a child, what its parent opened is of no use: each call with it returns #CADASTRE_MISUSE and does
 *    nothing. Closing and freeing it return #CADASTRE_OK, and leave the files alone. The child opens the register anew; so
 *    do workers of a server, after the fork. It does not matter what other threads are at: `fork` waits until their calls
 *    have returned, or call back. Calls that begin meanwhile, reads too, wait until it is done: beside a call that takes
 *    long (a backup, a verification, the removal of a user with much, an index that is built, a change that waits for
 *    another process), a `fork` stops all for as long. Handlers of `fork` may make calls, on the thread that forks.
 *  - **Callbacks** run on the thread whose call it is, and must return: one that jumps out, throws, or ends its thread
 *    leaves the handle in use and its store never to be closed. They may make any call but cadastre_store_close().
 *  - **Signals.** No call may be made in a signal handler.
 *  - **Stack.** A call needs less than 64 KiB of its thread's stack.
 *  - **The process.** The library installs no signal handler, reads no environment and no locale, and starts no thread
 *    when it is loaded or a register is opened. It writes to no stream. It is never unloaded.
 *
 *  @section changes Lost updates
 *
 *  Each record has a revision. A read writes it to cadastre_buffer::revision; a change takes it as `expected`, and is
 *  refused as #CADASTRE_STALE if somebody was faster. `expected` is NULL (change what is there), `"*"` (what is there, if
 *  anything is), or one revision or several, separated by commas.
 *
 *  @section growth How this interface grows
 *
 *  Functions and values of enums are added, never changed or removed, as long as the soname is `libcadastre.so.1`.
 *  Option structs begin with their own size, which tells the library which members the caller knows; a member that is
 *  zero has its default. Structs that the library allocates may grow at their end.
 */
#ifndef CADASTRE_H
#define CADASTRE_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
/** Marks what the library exports. */
#define CADASTRE_API __attribute__((visibility("default")))
#else
/** Marks what the library exports. */
#define CADASTRE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** The version of this interface: raised when something is added. */
#define CADASTRE_ABI_VERSION 1

/** @defgroup version Versions
 *  Neither fails; neither allocates.
 *  @{ */

/** The version of the interface of the library that is loaded: at least #CADASTRE_ABI_VERSION of the header that the
 *  program was compiled with, or the program calls what is not there. */
CADASTRE_API int32_t cadastre_abi_version(void);

/** The version of the library, such as `0.1.0`. The text is the library's, for ever. */
CADASTRE_API const char *cadastre_version(void);

/** The OpenAPI 3.1 document of the interface: shapes, bounds and errors of all JSON here.
 *
 * @param[out] count  How many bytes. May be NULL.
 * @return JSON, NUL-terminated. It is the library's, for ever.
 */
CADASTRE_API const char *cadastre_openapi_document(size_t *count);

/** @} */
/** @defgroup errors Errors
 *  @{ */

/** How a call has ended. */
typedef enum cadastre_status {
    CADASTRE_OK = 0,
    /** Not JSON, a member of the wrong JSON type, a query that makes no sense, a cursor of another query. */
    CADASTRE_MALFORMED = 1,
    /** Fields are wrong: cadastre_error::problem names each. */
    CADASTRE_INVALID = 2,
    /** Nobody knows who asks: no user, a wrong password, a token or session that has ended. */
    CADASTRE_UNAUTHENTICATED = 3,
    /** It is known who asks, and that they may not: neither the owner nor an admin. */
    CADASTRE_FORBIDDEN = 4,
    /** Nothing has this id. */
    CADASTRE_NOT_FOUND = 5,
    /** Another record stands in the way: an e-mail address that is taken, a type in use. */
    CADASTRE_CONFLICT = 6,
    /** The record is not in the revision that was expected. */
    CADASTRE_STALE = 7,
    /** Larger than it may be. */
    CADASTRE_TOO_LARGE = 8,
    /** Too many attempts: cadastre_error::retry_after says how long to wait. */
    CADASTRE_THROTTLED = 9,
    /** A queue is full: cadastre_error::retry_after says how long to wait. */
    CADASTRE_BUSY = 10,
    /** The disk, or the address space of the store, is full. Reading and deleting still work. */
    CADASTRE_FULL = 11,
    /** The system refuses to read or write. */
    CADASTRE_UNAVAILABLE = 12,
    /** The store is of another format, or another version of the program has changed its indexes since it was opened. */
    CADASTRE_INCOMPATIBLE = 13,
    /** The store's files are damaged. */
    CADASTRE_CORRUPT = 14,
    /** A defect of this library. */
    CADASTRE_INTERNAL = 15,
    /** The program breaks a rule of this header: NULL, a handle that is closed, a handle of the parent after `fork`. */
    CADASTRE_MISUSE = 16,
    /** A callback asked to stop. */
    CADASTRE_STOPPED = 17
} cadastre_status;

/** What went wrong. Made by the library, owned by the caller: cadastre_error_free(). */
typedef struct cadastre_error {
    /** What the call returned. */
    cadastre_status status;
    /** For #CADASTRE_THROTTLED and #CADASTRE_BUSY, seconds until it makes sense to try again; else 0. */
    int32_t retry_after;
    /** A sentence or two for whoever runs the program. It may name paths and causes: don't show it to strangers. */
    const char *message;
    /** What to show to whoever asked, as RFC 9457's problem details: JSON with `type`, `title`, `status`, `detail`, and
     *  where fields are wrong `errors`, of `field` and `message`. Nothing of the inside is in it. NUL-terminated. */
    const char *problem;
    /** Bytes of `problem`. */
    size_t problem_count;
} cadastre_error;

/** Frees an error, with all that it points to. NULL is nothing. */
CADASTRE_API void cadastre_error_free(cadastre_error *error);

/** The name of a status, such as `not-found`; `unknown` for what is none. It is the library's, for ever. */
CADASTRE_API const char *cadastre_status_name(cadastre_status status);

/** @} */
/** @defgroup buffers Buffers
 *  @{ */

/** Bytes of a revision's text with its NUL. */
#define CADASTRE_REVISION_SIZE 40
/** Bytes of an id's text with its NUL. */
#define CADASTRE_ID_SIZE 37

/** What a call answers.
 *
 *  Begin with #CADASTRE_BUFFER_INIT. A buffer may be used for one call after another: its storage is used again where it
 *  is large enough, so that a loop of reads allocates nothing. One buffer is for one thread at a time.
 *
 *  A read copies once, from the store's page into the buffer. Where a call fails, the answer before it is still there, or
 *  none: never half of one.
 */
typedef struct cadastre_buffer {
    /** The answer, with a NUL behind it. NULL before the first call. The buffer's, until the next call with it. */
    char *bytes;
    /** How many bytes, without the NUL. */
    size_t count;
    /** How many bytes there is room for. The library's business. */
    size_t capacity;
    /** The revision of the record (of a room, that of its property); empty where there is none. */
    char revision[CADASTRE_REVISION_SIZE];
} cadastre_buffer;

/** An empty buffer. */
#define CADASTRE_BUFFER_INIT {NULL, 0, 0, {0}}

/** Frees what a buffer holds, and leaves it empty: it may be used, or freed, again. NULL is nothing. */
CADASTRE_API void cadastre_buffer_free(cadastre_buffer *buffer);

/** @} */
/** @defgroup stores Stores
 *
 *  A store is the operator's: whoever holds it can open the directory, and may do everything. Never let a request from
 *  outside reach a call that takes one, but for those that begin a session.
 *  @{ */

/** A register that is open. */
typedef struct cadastre_store cadastre_store;

/** When a change returns. */
typedef enum cadastre_durability {
    /** When it is on disk: it survives a power cut. */
    CADASTRE_DURABILITY_FULL = 0,
    /** Before its last page is known to be on disk: a power cut may take the last commit, whole. */
    CADASTRE_DURABILITY_RELAXED = 1
} cadastre_durability;

/** How much a log line matters. */
typedef enum cadastre_log_level {
    CADASTRE_LOG_INFO = 0,
    CADASTRE_LOG_WARNING = 1,
    CADASTRE_LOG_ERROR = 2
} cadastre_log_level;

/** Takes a line of the log: the causes that cadastre_error::problem does not show.
 *
 *  It is called on the thread whose call it is about, before that call returns, and may be called on several at once. What
 *  goes wrong in calls that it makes is not logged.
 *
 * @param[in] context  cadastre_store_options::log_context.
 * @param[in] level    How much it matters.
 * @param[in] message  One line without its line break, NUL-terminated; the library's, until the callback returns.
 */
typedef void (*cadastre_log_callback)(void *context, cadastre_log_level level, const char *message);

/** How a store is opened. Begin with #CADASTRE_STORE_OPTIONS_INIT; zero is the default of each. */
typedef struct cadastre_store_options {
    /** `sizeof(cadastre_store_options)`. */
    size_t size;
    /** Bytes of address space to reserve, the bound of the store's size. Default 1 TiB, less where the system refuses. */
    uint64_t address_space;
    /** How many reads may run at once over all processes, each for 64 bytes of the lock file: at most 1,048,576. The first
     *  to open decides. Default 2,048. */
    uint32_t maximum_readers;
    /** A #cadastre_durability. */
    int32_t durability;
    /** Whether a store that is not there is refused (#CADASTRE_UNAVAILABLE) rather than made. */
    int32_t must_exist;
    /** Whether nothing can be changed: nobody can sign up, log in, or write. */
    int32_t read_only;
    /** Whether a store on a network file system is allowed, where locks and memory maps can't be trusted. */
    int32_t allow_network_file_system;
    /** How many sign-ups one network may try in an hour: default 60; -1 for any number. */
    int32_t sign_ups_per_hour;
    /** Takes log lines. May be NULL. It, and `log_context`, must live until cadastre_store_close() returns. */
    cadastre_log_callback log;
    /** Handed to `log`. */
    void *log_context;
    /** How many properties a user may have, of those that users make: default 100,000; -1 for any number. What the store's
     *  own calls make and import is counted, and never refused. */
    int64_t maximum_properties_per_user;
} cadastre_store_options;

/** The defaults. */
#define CADASTRE_STORE_OPTIONS_INIT {sizeof(cadastre_store_options), 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 0}

/** Opens the register in a directory, and makes one where there is none.
 *
 *  Opening one that this process has open already is cheap and gives another handle to it, if the options agree.
 *
 * @param[in]  path     The directory. Its parent must be there.
 * @param[in]  options  NULL for the defaults.
 * @param[out] store    Where to put the handle; cadastre_store_close() it.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_FULL, #CADASTRE_MISUSE (also: open with other options).
 *
 * May take a moment where an index has to be built.
 */
CADASTRE_API cadastre_status cadastre_store_open(
    const char *path, const cadastre_store_options *options, cadastre_store **store, cadastre_error **error);

/** Closes a store: waits for the calls that run, ends its sessions, and gives back the files.
 *
 *  Its sessions and exports stay to be freed; their other calls return #CADASTRE_MISUSE. Of two threads that close one
 *  store, one closes it and the other gets #CADASTRE_MISUSE, as does whoever closes one inside a callback of the library.
 *  NULL is nothing.
 *
 * @return #CADASTRE_OK, #CADASTRE_MISUSE.
 */
CADASTRE_API cadastre_status cadastre_store_close(cadastre_store *store);

/** Copies the register, as it is at one moment, into a directory, while others go on; then counts the copy.
 *
 * @param[in]  store      The register.
 * @param[in]  directory  Where to: one that is not there yet, or is empty. The copy can be opened as it is.
 * @param[out] error      NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_FULL, #CADASTRE_CORRUPT, #CADASTRE_MISUSE (also: the directory holds something).
 */
CADASTRE_API cadastre_status cadastre_store_backup(
    cadastre_store *store, const char *directory, cadastre_error **error);

/** Walks the whole register, in one snapshot, and compares every index with every record.
 *
 * @param[in]  store   The register.
 * @param[out] report  `{"records":…,"indexEntries":…,"problems":["…"]}`. It is written also with #CADASTRE_CORRUPT.
 *                     May be NULL.
 * @param[out] error   NULL, or where to put a description.
 * @return #CADASTRE_OK where nothing is wrong, #CADASTRE_CORRUPT where anything is. Where a page of the file is damaged,
 *         pages are all that is reported.
 */
CADASTRE_API cadastre_status cadastre_store_verify(
    cadastre_store *store, cadastre_buffer *report, cadastre_error **error);

/** The key that access tokens are signed with: 43 characters of base64url, used as they are (ASCII) as an HS256 secret.
 *  Whoever has it can be anybody.
 *
 * @param[in]  store  The register.
 * @param[out] key    The key.
 * @param[out] error  NULL, or where to put a description.
 * @return #CADASTRE_OK.
 */
CADASTRE_API cadastre_status cadastre_store_token_key(
    cadastre_store *store, cadastre_buffer *key, cadastre_error **error);

/** Makes a new key for access tokens.
 *
 * @param[in]  store          The register.
 * @param[in]  ends_previous  0: tokens signed with the key before stay good for their 15 minutes. 1: they end now.
 * @param[out] key            The new key. May be NULL.
 * @param[out] error          NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_store_rotate_token_key(
    cadastre_store *store, int32_t ends_previous, cadastre_buffer *key, cadastre_error **error);

/** Whether nobody but the owner of the store's files, and the system's administrator, can read or change them.
 *
 * @param[in]  store       The register.
 * @param[out] is_private  1 or 0.
 * @param[out] error       NULL, or where to put a description.
 * @return #CADASTRE_OK.
 */
CADASTRE_API cadastre_status cadastre_store_is_private(
    cadastre_store *store, int32_t *is_private, cadastre_error **error);

/** @} */
/** @defgroup administration Users, as the operator sees them
 *  @{ */

/** Makes a user, of any role, without counting it as a sign-up. Hashes a password, which takes tens of milliseconds.
 *
 * @param[in]  store  The register.
 * @param[in]  json   As for cadastre_user_create().
 * @param[in]  count  Its bytes.
 * @param[in]  role   `user` or `admin`.
 * @param[out] user   The user. May be NULL.
 * @param[out] error  NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_MALFORMED, #CADASTRE_INVALID, #CADASTRE_CONFLICT, #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_store_create_user(
    cadastre_store *store, const char *json, size_t count, const char *role, cadastre_buffer *user,
    cadastre_error **error);

/** Finds a user by e-mail address.
 *
 * @param[in]  store  The register.
 * @param[in]  email  The address; compared ASCII-lowercased.
 * @param[out] user   The whole user.
 * @param[out] error  NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_INVALID, #CADASTRE_NOT_FOUND.
 */
CADASTRE_API cadastre_status cadastre_store_find_user(
    cadastre_store *store, const char *email, cadastre_buffer *user, cadastre_error **error);

/** Gives a user another e-mail address.
 *
 * @param[in]  store  The register.
 * @param[in]  id     The user.
 * @param[in]  email  The address.
 * @param[out] user   The whole user. May be NULL.
 * @param[out] error  NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_INVALID, #CADASTRE_NOT_FOUND, #CADASTRE_CONFLICT, #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_store_set_email(
    cadastre_store *store, const char *id, const char *email, cadastre_buffer *user, cadastre_error **error);

/** Gives a user another password, and ends all their sessions and tokens. Hashes a password.
 *
 * @param[in]  store     The register.
 * @param[in]  id        The user.
 * @param[in]  password  8 to 1,024 bytes.
 * @param[out] error     NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_INVALID, #CADASTRE_NOT_FOUND, #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_store_set_password(
    cadastre_store *store, const char *id, const char *password, cadastre_error **error);

/** Makes a user an admin, or an admin a user, and ends all their access tokens; sessions stay, and the next tokens say the
 *  new role. cadastre_user_end_sessions() ends the sessions too.
 *
 * @param[in]  store  The register.
 * @param[in]  id     The user.
 * @param[in]  role   `user` or `admin`.
 * @param[out] user   The whole user. May be NULL.
 * @param[out] error  NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_INVALID, #CADASTRE_NOT_FOUND, #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_store_set_role(
    cadastre_store *store, const char *id, const char *role, cadastre_buffer *user, cadastre_error **error);

/** Removes a user and all that it owns, in batches, the user last: for more than cadastre_user_delete() takes.
 *
 * @param[in]  store    The register.
 * @param[in]  id       The user.
 * @param[out] deleted  How many properties have been removed. May be NULL.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_NOT_FOUND, #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_store_delete_user(
    cadastre_store *store, const char *id, uint64_t *deleted, cadastre_error **error);

/** @} */
/** @defgroup transfer Import and export
 *  @{ */

/** Takes the next bytes of an export.
 *
 *  A read transaction lasts as long as the export does, so the callback should not wait for anybody; until it ends, the
 *  file grows by what is written meanwhile. The export does not see what is changed in it.
 *
 * @param[in] context  As given.
 * @param[in] bytes    One line of NDJSON with its line break; the library's, until the callback returns.
 * @param[in] count    Bytes of the line.
 * @return 0 to go on; anything else ends the export with #CADASTRE_STOPPED.
 */
typedef int32_t (*cadastre_write_callback)(void *context, const char *bytes, size_t count);

/** Gives the next bytes of what is imported. No transaction is open meanwhile.
 *
 * @param[in]  context   As given.
 * @param[out] bytes     Where to put them.
 * @param[in]  capacity  How many there is room for; at least 64 KiB.
 * @return How many were put; 0 at the end; -1 ends the import with #CADASTRE_STOPPED: what has been taken stays.
 */
typedef int64_t (*cadastre_read_callback)(void *context, char *bytes, size_t capacity);

/** Takes a line that was rejected. No transaction is open meanwhile.
 *
 * @param[in] context  As given.
 * @param[in] line     Its number, from 1.
 * @param[in] errors   `[{"field":…,"message":…}]`, NUL-terminated; the library's, until the callback returns.
 * @param[in] count    Bytes of `errors`.
 */
typedef void (*cadastre_reject_callback)(void *context, uint64_t line, const char *errors, size_t count);

/** Writes everything but secrets, as it is at one moment, as NDJSON that cadastre_store_import() makes the same register
 *  of.
 *
 * @param[in]  store          The register.
 * @param[in]  with_secrets   1: password hashes too.
 * @param[in]  write          Takes the lines, on this thread.
 * @param[in]  context        Handed to `write`.
 * @param[out] error          NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_STOPPED.
 */
CADASTRE_API cadastre_status cadastre_store_export(
    cadastre_store *store, int32_t with_secrets, cadastre_write_callback write, void *context, cadastre_error **error);

/** What is imported, and how. Begin with #CADASTRE_IMPORT_OPTIONS_INIT; zero is the default of each. */
typedef struct cadastre_import_options {
    /** `sizeof(cadastre_import_options)`. */
    size_t size;
    /** NULL: the lines are an export's. Else they are rows of a table, and this names where the table is from: rows and
     *  owners are known again by the ids that it gives them, so a table read twice makes nothing twice. A row is
     *  `{"id":…,"owner":…,"name":…,"city":…,"type":…}` with `description` and `rooms`, an object of kind and count, where
     *  there are such; all values are strings, and owners become users without a password. */
    const char *source;
    /** Tables: whether a row that is there already changes its property. */
    int32_t updates;
    /** Tables: whether types that are not there are made. */
    int32_t creates_types;
    /** Exports: whether admins and password hashes are taken. Only where nobody else could write them. */
    int32_t trusts_secrets;
    /** Whether the first line that is rejected ends the import. */
    int32_t stops_at_rejection;
    /** Whether nothing is written. */
    int32_t dry_run;
    /** 0. */
    int32_t reserved;
} cadastre_import_options;

/** An export, with the defaults. */
#define CADASTRE_IMPORT_OPTIONS_INIT {sizeof(cadastre_import_options), NULL, 0, 0, 0, 0, 0, 0}

/** Reads NDJSON into the register. Lines that break a rule are rejected one by one. Lines are written in transactions of
 *  a few milliseconds, and memory does not grow with the import.
 *
 * @param[in]  store    The register.
 * @param[in]  options  NULL for an export, with the defaults.
 * @param[in]  read     Gives the bytes, on this thread. A line has at most 1 MiB.
 * @param[in]  reject   Takes lines that were rejected, on this thread. May be NULL.
 * @param[in]  context  Handed to both.
 * @param[out] summary  `{"added":…,"updated":…,"unchanged":…,"rejected":…,"users":…}`. Written also on failure, where
 *                      anything was taken. May be NULL.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK (also where lines were rejected), #CADASTRE_STOPPED (also: at a rejection, if asked for),
 *         #CADASTRE_INVALID (the source's name), #CADASTRE_FORBIDDEN (secrets that are not trusted),
 *         #CADASTRE_TOO_LARGE (a line), #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_store_import(
    cadastre_store *store, const cadastre_import_options *options, cadastre_read_callback read,
    cadastre_reject_callback reject, void *context, cadastre_buffer *summary, cadastre_error **error);

/** @} */
/** @defgroup sessions Sessions
 *  @{ */

/** Somebody who uses a register. */
typedef struct cadastre_session cadastre_session;

/** What is known of an attempt that is counted: a login, a sign-up, a change of password. Begin with
 *  #CADASTRE_ATTEMPT_INIT. */
typedef struct cadastre_attempt {
    /** `sizeof(cadastre_attempt)`. */
    size_t size;
    /** The address that it comes from, such as `192.0.2.7` or `2001:db8::1`, so that nobody's failures lock out somebody
     *  elsewhere. NULL where there is none: all such attempts count as one network. */
    const char *peer;
} cadastre_attempt;

/** An attempt from nowhere. */
#define CADASTRE_ATTEMPT_INIT {sizeof(cadastre_attempt), NULL}

/** Begins a session of nobody: it reads what anyone may read.
 *
 * @param[in]  store    The register.
 * @param[out] session  Where to put the handle; cadastre_session_free() it.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK.
 */
CADASTRE_API cadastre_status cadastre_session_anonymous(
    cadastre_store *store, cadastre_session **session, cadastre_error **error);

/** Begins a session of a user. It has no time limit, and ends when the user's password or role changes.
 *
 *  Hashes the password, which takes tens of milliseconds; unknown address and wrong password look the same.
 *
 * @param[in]  store     The register.
 * @param[in]  email     The user's address.
 * @param[in]  password  The user's password.
 * @param[in]  attempt   Where it comes from; NULL where there is nothing to say.
 * @param[out] session   Where to put the handle; cadastre_session_free() it.
 * @param[out] error     NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_INVALID (no UTF-8, or no address in `attempt`), #CADASTRE_UNAUTHENTICATED,
 *         #CADASTRE_THROTTLED, #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_session_login(
    cadastre_store *store, const char *email, const char *password, const cadastre_attempt *attempt,
    cadastre_session **session, cadastre_error **error);

/** Begins a session of the user whom an access token names, of whichever door gave it. It ends when the token does.
 *
 * @param[in]  store    The register.
 * @param[in]  token    The JSON Web Token, without `Bearer`.
 * @param[in]  count    Its bytes.
 * @param[out] session  Where to put the handle; cadastre_session_free() it.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_UNAUTHENTICATED.
 */
CADASTRE_API cadastre_status cadastre_session_from_token(
    cadastre_store *store, const char *token, size_t count, cadastre_session **session, cadastre_error **error);

/** Begins a session of the operator, who may do everything. Never for a request from outside.
 *
 * @param[in]  store    The register.
 * @param[out] session  Where to put the handle; cadastre_session_free() it.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK.
 */
CADASTRE_API cadastre_status cadastre_store_session(
    cadastre_store *store, cadastre_session **session, cadastre_error **error);

/** Frees a session; calls that run with it end as if it were there. NULL is nothing.
 *
 * @return #CADASTRE_OK, #CADASTRE_MISUSE.
 */
CADASTRE_API cadastre_status cadastre_session_free(cadastre_session *session);

/** Whose session it is.
 *
 * @param[in]  session  A session.
 * @param[out] id       #CADASTRE_ID_SIZE bytes: the user's id, NUL-terminated; empty for nobody and the operator.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK.
 */
CADASTRE_API cadastre_status cadastre_session_user(
    cadastre_session *session, char id[CADASTRE_ID_SIZE], cadastre_error **error);

/** Whether the register can be read now: for whatever watches over a service. Any session.
 *
 * Where it can be read and takes no writes, as on a full disk, this succeeds; `"writesRefused"` of
 * cadastre_session_statistics() says so.
 *
 * @param[in]  session  A session.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK.
 */
CADASTRE_API cadastre_status cadastre_session_ready(cadastre_session *session, cadastre_error **error);

/** How large the store is, who reads it, and what has been written: for whatever watches over a service. Any session; it
 *  tells nothing of what the register holds.
 *
 * @param[in]  session     A session.
 * @param[out] statistics  `{"commits":…,"writes":…,"waitingWrites":…,"addressSpace":…,"usedBytes":…,"fileSize":…,
 *                         "readers":…,"maximumReaders":…,"oldestReadSeconds":…,"oldestReadLag":…,
 *                         "writesRefused":…}`, counts in numbers, sizes in bytes, and null or why writes are refused now:
 *                         `"open-for-reading"`, `"read-only-file-system"`, `"disk-full"`, `"address-space-full"`,
 *                         `"outdated"`, `"failing"`, and perhaps others in later versions; the operator's session also gets `"format"`, `"indexGeneration"`, and
 *                         `"collections"`, an array of `{"name":…,"entities":…,"indexEntries":…}`.
 * @param[out] error       NULL, or where to put a description.
 * @return #CADASTRE_OK.
 */
CADASTRE_API cadastre_status cadastre_session_statistics(
    cadastre_session *session, cadastre_buffer *statistics, cadastre_error **error);

/** @} */
/** @defgroup tokens Tokens
 *
 *  For services that let others log in over a network.
 *  @{ */

/** Logs in: gives an access token for 15 minutes, and a refresh token that gets the next pair, once. Hashes a password.
 *
 * @param[in]  session  Any session: who logs in is what the JSON says.
 * @param[in]  json     `{"email":…,"password":…}`
 * @param[in]  count    Its bytes.
 * @param[in]  attempt  Where it comes from; NULL where there is nothing to say.
 * @param[out] tokens   `{"accessToken":…,"refreshToken":…,"tokenType":"Bearer","expiresIn":900}`
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_MALFORMED, #CADASTRE_INVALID, #CADASTRE_UNAUTHENTICATED, #CADASTRE_THROTTLED,
 *         #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_token_login(
    cadastre_session *session, const char *json, size_t count, const cadastre_attempt *attempt,
    cadastre_buffer *tokens, cadastre_error **error);

/** Gets the next pair for a refresh token, which is used up by it. A second use of one ends its sessions' tokens.
 *
 * @param[in]  session  Any session.
 * @param[in]  json     `{"refreshToken":…}`
 * @param[in]  count    Its bytes.
 * @param[out] tokens   As of cadastre_token_login().
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_MALFORMED, #CADASTRE_INVALID, #CADASTRE_UNAUTHENTICATED, #CADASTRE_BUSY,
 *         #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_token_refresh(
    cadastre_session *session, const char *json, size_t count, cadastre_buffer *tokens, cadastre_error **error);

/** Ends the session that a refresh token belongs to. Its access token lives out its minutes.
 *
 * @param[in]  session  Any session.
 * @param[in]  json     `{"refreshToken":…}`
 * @param[in]  count    Its bytes.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK (also: logged out already), #CADASTRE_MALFORMED, #CADASTRE_INVALID, #CADASTRE_UNAUTHENTICATED,
 *         #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_token_logout(
    cadastre_session *session, const char *json, size_t count, cadastre_error **error);

/** @} */
/** @defgroup users Users
 *  @{ */

/** Signs somebody up. Hashes a password.
 *
 * @param[in]  session  Any session: anyone may.
 * @param[in]  json     `{"email":…,"password":…,"firstName":…,"lastName":…}`, with `birthDate` where it is known.
 * @param[in]  count    Its bytes.
 * @param[in]  attempt  Where it comes from; NULL where there is nothing to say.
 * @param[out] user     The user.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_MALFORMED, #CADASTRE_INVALID, #CADASTRE_CONFLICT (the address is taken),
 *         #CADASTRE_THROTTLED, #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_user_create(
    cadastre_session *session, const char *json, size_t count, const cadastre_attempt *attempt, cadastre_buffer *user,
    cadastre_error **error);

/** The public part of a user.
 *
 * @param[in]  session  Any session.
 * @param[in]  id       The user.
 * @param[out] user     `{"id":…,"firstName":…,"lastName":…}`
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_NOT_FOUND.
 */
CADASTRE_API cadastre_status cadastre_user_get(
    cadastre_session *session, const char *id, cadastre_buffer *user, cadastre_error **error);

/** Whole users, the newest first: for admins.
 *
 * @param[in]  session  An admin's, or the operator's.
 * @param[in]  query    A JSON object with `limit` and `after`; NULL for neither.
 * @param[out] page     `{"items":[…],"next":…}`
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_MALFORMED, #CADASTRE_UNAUTHENTICATED, #CADASTRE_FORBIDDEN.
 */
CADASTRE_API cadastre_status cadastre_user_list(
    cadastre_session *session, const char *query, cadastre_buffer *page, cadastre_error **error);

/** Removes a user and all that it owns, up to 20,000 properties: for admins.
 *
 * @param[in]  session  An admin's, or the operator's.
 * @param[in]  id       The user.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_UNAUTHENTICATED, #CADASTRE_FORBIDDEN, #CADASTRE_NOT_FOUND, #CADASTRE_CONFLICT (it owns
 *         more), #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_user_delete(
    cadastre_session *session, const char *id, cadastre_error **error);

/** Ends every session and token of a user, whose password stays: for admins.
 *
 * @param[in]  session  An admin's, or the operator's.
 * @param[in]  id       The user.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_UNAUTHENTICATED, #CADASTRE_FORBIDDEN, #CADASTRE_NOT_FOUND, #CADASTRE_BUSY,
 *         #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_user_end_sessions(
    cadastre_session *session, const char *id, cadastre_error **error);

/** The whole user whose session it is.
 *
 * @param[in]  session  A user's.
 * @param[out] user     The user, with a revision.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_UNAUTHENTICATED.
 */
CADASTRE_API cadastre_status cadastre_me_get(
    cadastre_session *session, cadastre_buffer *user, cadastre_error **error);

/** Changes the user whose session it is.
 *
 * @param[in]  session   A user's.
 * @param[in]  json      A JSON merge patch (RFC 7396).
 * @param[in]  count     Its bytes.
 * @param[in]  expected  The revision that is to be changed; NULL for any.
 * @param[out] user      The user, with a revision. May be NULL.
 * @param[out] error     NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_MALFORMED, #CADASTRE_INVALID, #CADASTRE_UNAUTHENTICATED, #CADASTRE_STALE,
 *         #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_me_patch(
    cadastre_session *session, const char *json, size_t count, const char *expected, cadastre_buffer *user,
    cadastre_error **error);

/** Removes the user whose session it is, and all that it owns.
 *
 * @param[in]  session   A user's. It has ended afterwards, and is still to be freed.
 * @param[in]  expected  The revision that is to be removed; NULL for any.
 * @param[out] error     NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_UNAUTHENTICATED, #CADASTRE_CONFLICT (it owns more than 20,000 properties),
 *         #CADASTRE_STALE, #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_me_delete(
    cadastre_session *session, const char *expected, cadastre_error **error);

/** Changes the password of the user whose session it is, and ends all their sessions and tokens, this one too. Hashes
 *  two passwords.
 *
 * @param[in]  session  A user's.
 * @param[in]  json     `{"currentPassword":…,"newPassword":…}`
 * @param[in]  count    Its bytes.
 * @param[in]  attempt  Where it comes from; NULL where there is nothing to say.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_MALFORMED, #CADASTRE_INVALID, #CADASTRE_UNAUTHENTICATED, #CADASTRE_FORBIDDEN (the
 *         current password is wrong), #CADASTRE_THROTTLED, #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_me_set_password(
    cadastre_session *session, const char *json, size_t count, const cadastre_attempt *attempt,
    cadastre_error **error);

/** All that is kept of a user, on its way out. */
typedef struct cadastre_export cadastre_export;

/** Begins to give out all that is kept of the user whose session it is: one JSON document,
 *  `{"user":…,"properties":[…]}`, in pieces.
 *
 * @param[in]  session  A user's. It may be freed before the export is.
 * @param[out] export_  Where to put the handle; cadastre_export_free() it.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_UNAUTHENTICATED.
 */
CADASTRE_API cadastre_status cadastre_me_export(
    cadastre_session *session, cadastre_export **export_, cadastre_error **error);

/** The next piece of the document, read in a snapshot of its own. One thread at a time: a second one gets
 *  #CADASTRE_MISUSE.
 *
 * @param[in]  export_  An export.
 * @param[out] piece    The piece; of 0 bytes after the last.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_UNAUTHENTICATED (since it began; the document is not whole).
 */
CADASTRE_API cadastre_status cadastre_export_next(
    cadastre_export *export_, cadastre_buffer *piece, cadastre_error **error);

/** Frees an export, wherever it is. NULL is nothing.
 *
 * @return #CADASTRE_OK, #CADASTRE_MISUSE.
 */
CADASTRE_API cadastre_status cadastre_export_free(cadastre_export *export_);

/** @} */
/** @defgroup types Types of property
 *  @{ */

/** All types.
 *
 * @param[in]  session  Any session.
 * @param[out] types    `{"items":[{"id":…,"label":…}]}`
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK.
 */
CADASTRE_API cadastre_status cadastre_type_list(
    cadastre_session *session, cadastre_buffer *types, cadastre_error **error);

/** One type.
 *
 * @param[in]  session  Any session.
 * @param[in]  id       Its slug, such as `house`.
 * @param[out] type     `{"id":…,"label":…}`
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_NOT_FOUND.
 */
CADASTRE_API cadastre_status cadastre_type_get(
    cadastre_session *session, const char *id, cadastre_buffer *type, cadastre_error **error);

/** Makes a type, or changes one.
 *
 * @param[in]  session  An admin's, or the operator's.
 * @param[in]  id       Its slug.
 * @param[in]  json     `{"label":…}`
 * @param[in]  count    Its bytes.
 * @param[out] type     The type. May be NULL.
 * @param[out] is_new   1 where it was made, 0 where it was there. May be NULL.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_MALFORMED, #CADASTRE_INVALID, #CADASTRE_UNAUTHENTICATED, #CADASTRE_FORBIDDEN,
 *         #CADASTRE_NOT_FOUND (what no type can be called), #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_type_put(
    cadastre_session *session, const char *id, const char *json, size_t count, cadastre_buffer *type, int32_t *is_new,
    cadastre_error **error);

/** Removes a type that no property has.
 *
 * @param[in]  session  An admin's, or the operator's.
 * @param[in]  id       Its slug.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_UNAUTHENTICATED, #CADASTRE_FORBIDDEN, #CADASTRE_NOT_FOUND, #CADASTRE_CONFLICT,
 *         #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_type_delete(
    cadastre_session *session, const char *id, cadastre_error **error);

/** @} */
/** @defgroup properties Properties
 *  @{ */

/** A page of properties.
 *
 * @param[in]  session  Any session.
 * @param[in]  query    A JSON object with any of `city`, `type`, `owner`, `order` (`newest`, `oldest`), `limit` (1 to
 *                      100, default 20), `after` (the `next` of the page before); strings, `limit` also a number. NULL
 *                      for none: the newest 20.
 * @param[out] page     `{"items":[…],"next":…}`; a page ends at 1 MiB.
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_MALFORMED, #CADASTRE_INVALID.
 */
CADASTRE_API cadastre_status cadastre_property_list(
    cadastre_session *session, const char *query, cadastre_buffer *page, cadastre_error **error);

/** One property.
 *
 * @param[in]  session   Any session.
 * @param[in]  id        The property: 36 characters of UUID text.
 * @param[out] property  The property, with a revision.
 * @param[out] error     NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_NOT_FOUND (also for what is no UUID).
 */
CADASTRE_API cadastre_status cadastre_property_get(
    cadastre_session *session, const char *id, cadastre_buffer *property, cadastre_error **error);

/** Makes a property, whose owner is the user whose session it is.
 *
 * @param[in]  session   A user's.
 * @param[in]  json      `{"name":…,"type":…,"city":…}`, with `description` and `rooms` where there are such.
 * @param[in]  count     Its bytes.
 * @param[out] property  The property, with a revision.
 * @param[out] error     NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_MALFORMED, #CADASTRE_INVALID, #CADASTRE_UNAUTHENTICATED, #CADASTRE_TOO_LARGE,
 *         #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_property_create(
    cadastre_session *session, const char *json, size_t count, cadastre_buffer *property, cadastre_error **error);

/** Replaces a property. Rooms that are given with their id keep it.
 *
 * @param[in]  session   Its owner's, an admin's, or the operator's.
 * @param[in]  id        The property.
 * @param[in]  json      The whole property.
 * @param[in]  count     Its bytes.
 * @param[in]  expected  The revision that is to be replaced; NULL for any.
 * @param[out] property  The property, with a revision. May be NULL.
 * @param[out] error     NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_MALFORMED, #CADASTRE_INVALID, #CADASTRE_UNAUTHENTICATED, #CADASTRE_FORBIDDEN,
 *         #CADASTRE_NOT_FOUND, #CADASTRE_STALE, #CADASTRE_TOO_LARGE, #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_property_replace(
    cadastre_session *session, const char *id, const char *json, size_t count, const char *expected,
    cadastre_buffer *property, cadastre_error **error);

/** Changes a property.
 *
 * @param[in]  session   Its owner's, an admin's, or the operator's.
 * @param[in]  id        The property.
 * @param[in]  json      A JSON merge patch (RFC 7396).
 * @param[in]  count     Its bytes.
 * @param[in]  expected  The revision that is to be changed; NULL for any.
 * @param[out] property  The property, with a revision. May be NULL.
 * @param[out] error     NULL, or where to put a description.
 * @return As cadastre_property_replace().
 */
CADASTRE_API cadastre_status cadastre_property_patch(
    cadastre_session *session, const char *id, const char *json, size_t count, const char *expected,
    cadastre_buffer *property, cadastre_error **error);

/** Removes a property, with its rooms.
 *
 * @param[in]  session   Its owner's, an admin's, or the operator's.
 * @param[in]  id        The property.
 * @param[in]  expected  The revision that is to be removed; NULL for any.
 * @param[out] error     NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_UNAUTHENTICATED, #CADASTRE_FORBIDDEN, #CADASTRE_NOT_FOUND, #CADASTRE_STALE,
 *         #CADASTRE_BUSY, #CADASTRE_FULL.
 */
CADASTRE_API cadastre_status cadastre_property_delete(
    cadastre_session *session, const char *id, const char *expected, cadastre_error **error);

/** @} */
/** @defgroup rooms Rooms
 *
 *  A room is part of its property: whoever may change the one may change the other, a change of a room is a new revision
 *  of its property, and `expected` is the property's revision.
 *  @{ */

/** The rooms of a property.
 *
 * @param[in]  session   Any session.
 * @param[in]  property  The property.
 * @param[out] rooms     `{"items":[…]}`, with the property's revision.
 * @param[out] error     NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_NOT_FOUND.
 */
CADASTRE_API cadastre_status cadastre_room_list(
    cadastre_session *session, const char *property, cadastre_buffer *rooms, cadastre_error **error);

/** One room.
 *
 * @param[in]  session   Any session.
 * @param[in]  property  The property.
 * @param[in]  id        The room.
 * @param[out] room      The room, with the property's revision.
 * @param[out] error     NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_NOT_FOUND.
 */
CADASTRE_API cadastre_status cadastre_room_get(
    cadastre_session *session, const char *property, const char *id, cadastre_buffer *room, cadastre_error **error);

/** Adds a room, as the last.
 *
 * @param[in]  session   The property's owner's, an admin's, or the operator's.
 * @param[in]  property  The property.
 * @param[in]  json      `{"name":…,"kind":…}`, with `area` (m²) and `features` where there are such.
 * @param[in]  count     Its bytes.
 * @param[in]  expected  The revision of the property; NULL for any.
 * @param[out] room      The room, with the property's revision.
 * @param[out] error     NULL, or where to put a description.
 * @return As cadastre_property_replace().
 */
CADASTRE_API cadastre_status cadastre_room_create(
    cadastre_session *session, const char *property, const char *json, size_t count, const char *expected,
    cadastre_buffer *room, cadastre_error **error);

/** Replaces a room, which stays in its place.
 *
 * @param[in]  session   The property's owner's, an admin's, or the operator's.
 * @param[in]  property  The property.
 * @param[in]  id        The room.
 * @param[in]  json      The whole room.
 * @param[in]  count     Its bytes.
 * @param[in]  expected  The revision of the property; NULL for any.
 * @param[out] room      The room, with the property's revision. May be NULL.
 * @param[out] error     NULL, or where to put a description.
 * @return As cadastre_property_replace().
 */
CADASTRE_API cadastre_status cadastre_room_replace(
    cadastre_session *session, const char *property, const char *id, const char *json, size_t count,
    const char *expected, cadastre_buffer *room, cadastre_error **error);

/** Changes a room.
 *
 * @param[in]  session   The property's owner's, an admin's, or the operator's.
 * @param[in]  property  The property.
 * @param[in]  id        The room.
 * @param[in]  json      A JSON merge patch (RFC 7396).
 * @param[in]  count     Its bytes.
 * @param[in]  expected  The revision of the property; NULL for any.
 * @param[out] room      The room, with the property's revision. May be NULL.
 * @param[out] error     NULL, or where to put a description.
 * @return As cadastre_property_replace().
 */
CADASTRE_API cadastre_status cadastre_room_patch(
    cadastre_session *session, const char *property, const char *id, const char *json, size_t count,
    const char *expected, cadastre_buffer *room, cadastre_error **error);

/** Removes a room.
 *
 * @param[in]  session   The property's owner's, an admin's, or the operator's.
 * @param[in]  property  The property.
 * @param[in]  id        The room.
 * @param[in]  expected  The revision of the property; NULL for any.
 * @param[out] error     NULL, or where to put a description.
 * @return As cadastre_property_delete().
 */
CADASTRE_API cadastre_status cadastre_room_delete(
    cadastre_session *session, const char *property, const char *id, const char *expected, cadastre_error **error);

/** @} */
/** @defgroup cities Cities
 *  @{ */

/** Cities, with how many properties each has.
 *
 * @param[in]  session  Any session.
 * @param[in]  query    A JSON object with any of `prefix`, `order` (`name`, `count`), `limit` (1 to 100, default 20),
 *                      `after`; NULL for none.
 * @param[out] page     `{"items":[{"city":…,"count":…}],"next":…}`
 * @param[out] error    NULL, or where to put a description.
 * @return #CADASTRE_OK, #CADASTRE_MALFORMED, #CADASTRE_INVALID.
 */
CADASTRE_API cadastre_status cadastre_city_list(
    cadastre_session *session, const char *query, cadastre_buffer *page, cadastre_error **error);

/** @} */

#ifdef __cplusplus
}
#endif
#endif

#include "call.h"

cadastre_status begin_session(struct call *call)
{
    cadastre_session *session = NULL;
    cadastre_status status;
    const uint8_t choice = take_byte(&run.input);
    const char *token = choice & 1 ? run.contents->admin_token : run.contents->user_token;

    switch (choice >> 5) {
    case 0:
        status = cadastre_session_anonymous(call->store, &session, call->error_place);
        break;
    case 1:
        status = cadastre_store_session(call->store, &session, call->error_place);
        break;
    case 2:
        status = cadastre_session_from_token(call->store, call->json, call->count, &session, call->error_place);
        break;
    default:
        status = cadastre_session_from_token(call->store, token, strlen(token), &session, call->error_place);
    }
    keep_handle(&run.handles, SESSION, session, status);
    return status;
}

static cadastre_status log_in(struct call *call)
{
    cadastre_session *session = NULL;
    const char *password = call->flag ? call->other : "correct horse";
    const cadastre_status status = cadastre_session_login(
        call->store, "ada@example.org", password, call->attempt, &session, call->error_place);
    keep_handle(&run.handles, SESSION, session, status);
    return status;
}

static cadastre_status begin_export(struct call *call)
{
    cadastre_export *export_ = NULL;
    const cadastre_status status = cadastre_me_export(call->session, &export_, call->error_place);
    keep_handle(&run.handles, EXPORT, export_, status);
    return status;
}

cadastre_status call_session(struct call *c, uint8_t function)
{
    cadastre_error **error = c->error_place;
    char id[CADASTRE_ID_SIZE];
    switch (function % 20) {
    case 0:
        return cadastre_session_user(c->session, c->flag ? id : NULL, error);
    case 1:
        return cadastre_session_ready(c->session, error);
    case 2:
        return cadastre_session_statistics(c->session, c->buffer, error);
    case 3:
        return may_hash() ? cadastre_token_login(c->session, c->json, c->count, c->attempt, c->buffer, error)
                          : NOT_MADE;
    case 4:
        return cadastre_token_refresh(c->session, c->json, c->count, c->buffer, error);
    case 5:
        return cadastre_token_logout(c->session, c->json, c->count, error);
    case 6:
        return may_hash() ? cadastre_user_create(c->session, c->json, c->count, c->attempt, c->buffer, error)
                          : NOT_MADE;
    case 7:
        return cadastre_user_get(c->session, c->id, c->buffer, error);
    case 8:
        return cadastre_user_list(c->session, c->text, c->buffer, error);
    case 9:
        return cadastre_user_delete(c->session, c->id, error);
    case 10:
        return cadastre_me_get(c->session, c->buffer, error);
    case 11:
        return cadastre_me_patch(c->session, c->json, c->count, c->expected, c->buffer, error);
    case 12:
        return cadastre_me_delete(c->session, c->expected, error);
    case 13:
        return may_hash() ? cadastre_me_set_password(c->session, c->json, c->count, c->attempt, error)
                          : NOT_MADE;
    case 14:
        return begin_export(c);
    case 15:
    case 16:
        return cadastre_export_next(c->export_, c->buffer, error);
    case 17:
        return may_hash() ? log_in(c)
                          : NOT_MADE;
    case 18:
        return cadastre_user_end_sessions(c->session, c->id, error);
    default:
        return begin_session(c);
    }
}

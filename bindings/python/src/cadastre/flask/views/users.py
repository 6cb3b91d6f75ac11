"""Users: who they are to themselves, to everybody, and to admins."""

from itertools import chain

from cadastre.flask.asked import Asked
from cadastre.flask.replies import changed, content, created, done, id_of, page, record
from cadastre.flask.reply import UNSTORED, Reply
from cadastre.flask.views.operation import operation


@operation("listUsers")
def list_users(asked: Asked) -> Reply:
    return page(asked, asked.calls.user_list(asked.query), UNSTORED)


@operation("signUp")
def sign_up(asked: Asked) -> Reply:
    user = asked.calls.user_create(asked.body, asked.peer)
    return created(asked, user, "/v1/users", id_of(user), UNSTORED)


@operation("getUser")
def get_user(asked: Asked) -> Reply:
    return content(asked.calls.user_get(asked.part("id")))


@operation("deleteUser")
def delete_user(asked: Asked) -> Reply:
    asked.calls.user_delete(asked.part("id"))
    return done()


@operation("endSessions")
def end_sessions(asked: Asked) -> Reply:
    asked.calls.user_end_sessions(asked.part("id"))
    return done()


# What users do with themselves. No cache keeps any of it.


@operation("getMe")
def get_me(asked: Asked) -> Reply:
    return record(asked, asked.calls.me_get(), UNSTORED)


@operation("patchMe")
def patch_me(asked: Asked) -> Reply:
    return changed(asked.calls.me_patch(asked.body, asked.expected), UNSTORED)


@operation("deleteMe")
def delete_me(asked: Asked) -> Reply:
    asked.calls.me_delete(asked.expected)
    return done(UNSTORED)


@operation("changePassword")
def change_password(asked: Asked) -> Reply:
    asked.calls.me_set_password(asked.body, asked.peer)
    return done(UNSTORED)


@operation("exportMe")
def export_me(asked: Asked) -> Reply:
    """The only answer that is sent in pieces, as it may be large."""
    pieces = iter(asked.calls.me_export())
    # Before the answer begins: what the export is refused for is an answer of its own.
    first = next(pieces, b"")
    return Reply(body=chain([first], pieces), caching=UNSTORED)

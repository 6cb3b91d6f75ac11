"""Sessions: how a user gets tokens, and gives them back."""

from cadastre.flask.asked import Asked
from cadastre.flask.replies import content, done
from cadastre.flask.reply import UNSTORED, Reply
from cadastre.flask.views.operation import operation


@operation("login")
def login(asked: Asked) -> Reply:
    return content(asked.calls.token_login(asked.body, asked.peer), UNSTORED)


@operation("refresh")
def refresh(asked: Asked) -> Reply:
    return content(asked.calls.token_refresh(asked.body), UNSTORED)


@operation("logout")
def logout(asked: Asked) -> Reply:
    asked.calls.token_logout(asked.body)
    return done(UNSTORED)

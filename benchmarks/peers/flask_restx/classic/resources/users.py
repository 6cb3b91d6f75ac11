"""Signing up, and oneself."""

from flask import Response
from flask_restx import Namespace, Resource
from sqlalchemy.exc import IntegrityError

from classic import problem
from classic.body import answer, database, loaded
from classic.caller import caller_id
from classic.resources.auth import HASHER
from classic.schemas import SIGN_UP, USER
from classic.tables import User

namespace = Namespace("users", path="/users")


@namespace.route("")
class Users(Resource):
    def post(self) -> Response:
        draft = loaded(SIGN_UP)
        user = User(
            **{name: value for name, value in draft.items() if name != "password"},
            email_folded=draft["email"].lower(),
            password_hash=HASHER.hash(draft["password"]),
        )
        try:
            with database().writing() as session:
                session.add(user)
        except IntegrityError as error:
            raise problem.conflict("The e-mail is taken.") from error
        return answer(USER.dump(user), 201, {"Location": f"/v1/users/{user.id}"})


@namespace.route("/me")
class Me(Resource):
    def get(self) -> Response:
        identity = caller_id()
        with database().reading() as session:
            user = session.get(User, identity)
        if user is None:
            raise problem.unauthenticated("The user of this token is gone.")
        return answer(USER.dump(user), headers={"Cache-Control": "no-store"})

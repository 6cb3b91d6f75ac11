"""Logging in."""

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from flask import Response
from flask_jwt_extended import create_access_token, create_refresh_token
from flask_restx import Namespace, Resource
from sqlalchemy import select

from classic import problem
from classic.body import answer, database, loaded
from classic.schemas import LOGIN
from classic.tables import User

namespace = Namespace("auth", path="/auth")

# Cadastre's parameters: 19 MiB, two passes, one lane.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Verified where there is no such user, so that the answer takes as long.
_NOBODY = HASHER.hash("nobody has this password")


@namespace.route("/login")
class Login(Resource):
    def post(self) -> Response:
        login = loaded(LOGIN)
        with database().reading() as session:
            user = session.scalar(select(User).where(User.email_folded == login["email"].lower()))
        known = user is not None and user.password_hash is not None
        try:
            HASHER.verify(user.password_hash if user is not None and known else _NOBODY, login["password"])
        except VerifyMismatchError:
            known = False
        if user is None or not known:
            raise problem.unauthenticated("E-mail or password is wrong.")
        tokens = {
            "accessToken": create_access_token(user.id, additional_claims={"role": user.role}),
            "refreshToken": create_refresh_token(user.id),
            "tokenType": "Bearer",
            "expiresIn": 900,
        }
        return answer(tokens, headers={"Cache-Control": "no-store"})

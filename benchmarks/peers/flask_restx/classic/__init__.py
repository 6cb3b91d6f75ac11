"""The register as the classic Python stack would have it: Flask-RESTX, marshmallow and SQLAlchemy on SQLite.

It answers the calls that the benchmarks make, with the bodies, indexes and ownership rules of Cadastre's contract. What
it leaves out is work that it does not have to do, so the comparison errs in its favour: no throttle of failed logins,
no rotation of refresh tokens, no credential generation, no access log, no gzip, no metrics.
"""

from classic.application import create_app

__all__ = ["create_app"]

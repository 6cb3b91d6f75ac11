"""Who calls, and what is theirs."""

from flask_jwt_extended import get_jwt_identity, verify_jwt_in_request
from sqlalchemy.orm import Session

from classic import problem
from classic.tables import Property, User


def caller_id() -> str:
    """The id of the user whose token the request bears."""
    verify_jwt_in_request()
    identity: str = get_jwt_identity()
    return identity


def require_ownership(session: Session, record: Property, caller: str) -> None:
    """Refuses everybody but the owner and admins. The user is read only where the answer hangs on the role."""
    if record.owner_id == caller:
        return
    user = session.get(User, caller)
    if user is None:
        raise problem.unauthenticated("The user of this token is gone.")
    if user.role != "admin":
        raise problem.forbidden()

"""Cities, and how many properties each has."""

from flask import Response
from flask_restx import Namespace, Resource
from sqlalchemy import func, select

from classic import cursor
from classic.body import answer, database, query
from classic.folding import folded
from classic.schemas import PAGE
from classic.tables import Property

namespace = Namespace("cities", path="/cities")


@namespace.route("")
class Cities(Resource):
    def get(self) -> Response:
        asked = query(PAGE)
        prefix = folded(asked.get("prefix", ""))
        key = Property.city_folded
        counts = select(key, func.count().label("count"), func.max(Property.id).label("newest")).group_by(key)
        if prefix:
            counts = counts.where(key >= prefix, key < prefix + "\U0010ffff")
        if "after" in asked:
            counts = counts.where(key > cursor.decoded(asked["after"], prefix))
        # The counting runs on the index alone; only the spelling of the newest is fetched from its row.
        page = counts.order_by(key).limit(asked["limit"] + 1).subquery()
        spelled = select(page.c.city_folded, Property.city, page.c.count).join(Property, Property.id == page.c.newest)
        with database().reading() as session:
            found = session.execute(spelled.order_by(page.c.city_folded)).all()
        items = found[: asked["limit"]]
        following = cursor.encoded(items[-1].city_folded, prefix) if len(found) > len(items) else None
        document = {"items": [{"city": row.city, "count": row.count} for row in items], "next": following}
        return answer(document, headers={"Cache-Control": "no-cache"})
